import { describe, expect, test } from 'vitest'
import { outcomeOf } from '../../tools/cameraWindow.ts'
import { claimsOn, signOut } from './sitePage.ts'
import { useStage, type Stage } from './stage.ts'

describe('a person who looks different', () => {
  const stage = useStage()

  test('has her face taken anew at her next sign-in, in the place of the old one', async () => {
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    await signOut(stage.page)
    const [before] = await devicesOf(stage)
    const popup = await stage.browser.context.newPage()
    await popup.goto(`chrome-extension://${stage.browser.extensionId ?? ''}/popup.html`)
    await popup.getByRole('checkbox', { name: 'Take my face anew' }).check()
    await popup.close()

    const camera = await stage.openCamera('ada-elsewhere')
    await camera.locator('body[data-state=preview]').waitFor()
    // She is signed in already.
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    const devices = await devicesOf(stage)
    expect(devices).toHaveLength(1)
    expect(devices[0]).not.toBe(before)
    await signOut(stage.page)

    expect(await stage.signIn('ada-elsewhere')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
    expect(await devicesOf(stage)).toEqual(devices)
  })
})

interface WithStorage {
  readonly chrome: { readonly storage: { readonly local: { get(): Promise<Record<string, { device?: string }>> } } }
}

async function devicesOf(stage: Stage): Promise<string[]> {
  const stored = await stage.browser.context
    .serviceWorkers()[0]
    ?.evaluate(() => (globalThis as unknown as WithStorage).chrome.storage.local.get())
  return Object.entries(stored ?? {}).flatMap(([key, { device }]) =>
    key.startsWith('account:') && device ? [device] : [],
  )
}
