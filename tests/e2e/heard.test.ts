import { describe, expect, test } from 'vitest'
import { cameraScenes } from '../../tools/screens/cameraScenes.ts'
import { useScreens } from './useScreens.ts'

const screens = useScreens()

describe('who hears the camera window', () => {
  test('hears each thing to do once, in its order, and nothing while the advice wavers', async () => {
    const { page, show } = screens()
    await show('starting')
    const heard = await page.evaluate(listen)
    expect(heard).toEqual([
      'One moment…',
      'Look into the camera',
      'Come a little closer',
      'Hold still',
      'Comparing under encryption…',
      'Recognised',
    ])
  })

  test('hears each movement once, in its order, and not how far it has come', async () => {
    const { page, show } = screens()
    await show('starting')
    expect(await page.evaluate(listenToMovements)).toEqual([
      'Look straight ahead',
      'Turn your head to your left',
      'And back to the middle',
      'Wait for the next one',
      'Lift your chin',
      'Look into the camera',
      'Lift your chin',
      'And back to the middle',
      'Well done. Look straight ahead',
    ])
  })

  test('is told at once what went wrong, with what to do about it', async () => {
    const { page, show } = screens()
    await show('failed-again')
    const spoken = await page.locator('[aria-live=polite]').allInnerTexts()
    expect(spoken).toEqual(['No camera was found.', 'Connect a camera, then try again.'])
  })

  test('has a name for every picture and control, in each of its moments', async () => {
    const { page, show } = screens()
    for (const name of Object.keys(cameraScenes)) {
      await show(name)
      const tree = await page.locator('body').ariaSnapshot()
      expect(tree, name).toMatch(/heading ".+"/)
      expect(tree, name).not.toMatch(/- (button|checkbox|combobox|img|link)( \[|:|$)/m)
    }
  })
})

/** In the page: plays a sign-in to the window’s screen, and returns what its live region said. */
async function listen(): Promise<string[]> {
  const { zauthScreen: screen } = globalThis as unknown as {
    zauthScreen: { show(change: object): void; see(sight: object): void }
  }
  const status = document.querySelector('[role=status]')
  const said: string[] = []
  const observer = new MutationObserver(() => said.push(status?.textContent ?? ''))
  if (status) observer.observe(status, { childList: true, characterData: true, subtree: true })
  /** Shows for a second what the camera sees, over and over. */
  const last = async (advices: readonly string[]): Promise<void> => {
    const end = performance.now() + 1000
    for (let i = 0; performance.now() < end; i++) {
      screen.see({ advice: advices[i % advices.length], towards: null, boxes: [], outline: null })
      await new Promise(requestAnimationFrame)
    }
  }
  screen.show({ phase: 'starting', note: 'One moment…' })
  await new Promise(requestAnimationFrame)
  screen.show({ phase: 'looking', note: null })
  await last(['no_face'])
  await last(['closer', 'closer', 'hold_still', 'further'])
  await last(['closer'])
  await last(['ok', 'centre'])
  await last(['ok'])
  screen.show({ phase: 'matching' })
  await new Promise(requestAnimationFrame)
  screen.show({ phase: 'done' })
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  observer.disconnect()
  return said
}

/** In the page: plays two movements of the head to the window’s screen, and returns what its live region said. */
async function listenToMovements(): Promise<string[]> {
  const { zauthScreen: screen } = globalThis as unknown as {
    zauthScreen: { show(change: object): void; see(sight: object): void }
  }
  const status = document.querySelector('[role=status]')
  const said: string[] = []
  screen.show({ phase: 'moving', advice: null, guidance: null, note: null })
  const observer = new MutationObserver(() => said.push(status?.textContent ?? ''))
  if (status) observer.observe(status, { childList: true, characterData: true, subtree: true })
  /** The movement is drawn on with each frame, as the camera sees it. */
  const last = async (state: string, step: number, wanted: string | null, advice: string): Promise<void> => {
    const frames = advice === 'ok' && state !== 'move' ? 6 : 40
    for (let i = 1; i <= frames; i++) {
      screen.see({ advice, towards: null, boxes: [], outline: null })
      screen.show({ guidance: { state, step, count: 2, wanted, completion: i / frames } })
      await new Promise(requestAnimationFrame)
    }
  }
  await last('neutral', 0, null, 'ok')
  await last('move', 0, 'left', 'look_straight')
  await last('back', 0, 'left', 'ok')
  await last('neutral', 1, null, 'ok')
  await last('move', 1, 'up', 'ok')
  await last('move', 1, 'up', 'no_face')
  await last('move', 1, 'up', 'ok')
  await last('back', 1, 'up', 'ok')
  await last('done', 2, null, 'ok')
  await new Promise(requestAnimationFrame)
  observer.disconnect()
  return said
}
