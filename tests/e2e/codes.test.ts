import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { outcomeOf } from '../../tools/cameraWindow.ts'
import { claimsOn } from './sitePage.ts'
import { useStage } from './stage.ts'

describe('at her first sign-in, a person', () => {
  const stage = useStage()

  test('gets recovery codes, which she can copy, save and print, and which stay until she has kept them', async () => {
    const camera = await stage.openCamera('ada')
    await camera.locator('body[data-state=preview]').waitFor()
    await camera.getByText(new URL(stage.world.site.url).host).waitFor()
    await camera.getByRole('button', { name: 'Use these' }).click()
    await camera.locator('body[data-state=codes]').waitFor()
    const codes = await camera.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents()
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)

    const [download] = await Promise.all([
      camera.waitForEvent('download'),
      camera.getByRole('button', { name: 'Save as a file' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('recovery-codes-localhost.txt')
    const file = await readFile(await download.path(), 'utf8')
    for (const code of codes) expect(file).toContain(code)

    await camera.context().grantPermissions(['clipboard-read'])
    await camera.getByRole('button', { name: 'Copy' }).click()
    await camera.getByText('Copied.').waitFor()
    expect(await camera.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'))

    const printed = camera.evaluate(() => new Promise((resolve) => addEventListener('beforeprint', resolve)))
    await camera.getByRole('button', { name: 'Print' }).click()
    await printed
    await camera.emulateMedia({ media: 'print' })
    expect(await camera.getByRole('button').filter({ visible: true }).count()).toBe(0)
    await camera.getByText(codes[9] ?? '').waitFor()
    await camera.emulateMedia({ media: 'screen' })

    await camera.keyboard.press('Escape')
    expect(await camera.locator('body').getAttribute('data-state')).toBe('codes')
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada', amr: 'face mfa' })
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
  })
})
