import { describe, expect, test } from 'vitest'
import { claimsOn, refusalOn } from './sitePage.ts'
import { useStage } from './stage.ts'

describe('when the camera is refused', () => {
  const stage = useStage({ camera: 'deny' })

  test('the window says so, and a person who gives up is sent back to the website with an error', async () => {
    expect(await stage.signIn('ada')).toEqual({ state: 'failed', error: 'camera_refused' })
    await giveUp(stage)
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })
})

describe('before the camera', () => {
  const stage = useStage()

  test('an empty chair is not enrolled: the window says that it sees no face', async () => {
    expect(await stage.signIn('nobody')).toEqual({ state: 'failed', error: 'no_face' })
    await giveUp(stage)
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })

  test('in the dark, the window asks for more light', async () => {
    const camera = await stage.openCamera('dark')
    await camera
      .getByRole('status')
      .filter({ hasText: /more light/i })
      .waitFor()
    await giveUp(stage)
    await refusalOn(stage.page)
  })

  test('two faces are not enrolled: the window asks for one only, and enrols her who stays', async () => {
    const camera = await stage.openCamera('two')
    await camera.getByRole('status').filter({ hasText: 'One face only' }).waitFor()
    expect(await camera.locator('body').getAttribute('data-state')).not.toBe('done')
    await giveUp(stage)
    await refusalOn(stage.page)
    expect(await stage.signIn('ada')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
  })
})

async function giveUp(stage: ReturnType<typeof useStage>): Promise<void> {
  const camera = stage.browser.context.pages().find((page) => page.url().includes('/camera.html'))
  await camera?.getByRole('button', { name: 'Cancel' }).click()
}
