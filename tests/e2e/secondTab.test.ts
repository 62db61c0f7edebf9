import { expect, test } from 'vitest'
import { cameraWindow } from '../../tools/cameraWindow.ts'
import { passwordStep } from '../../tools/passwordStep.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { useStage } from './stage.ts'

const stage = useStage()

test('a sign-in in a second tab waits until the window of the first has closed, and then gets its own', async () => {
  const first = await stage.openWindow('ada')
  await first.locator('body[data-state=consent]').waitFor()
  const tab = await stage.browser.context.newPage()
  await passwordStep(tab, stage.world, 'grace')
  await tab.getByRole('status').filter({ hasText: 'Look for its camera window' }).waitFor()
  const second = cameraWindow(stage.browser.context)
  expect(await outcomeOfPhotograph(first)).toMatchObject({ state: 'done' })
  await (await second).getByRole('heading', { name: 'Set up your face for Harbour Books' }).waitFor()
  expect(await (await second).locator('.who').textContent()).toBe('as grace')
  await stage.page.waitForURL(/\/callback\?code=/)
})
