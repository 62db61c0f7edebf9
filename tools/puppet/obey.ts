import type { Page } from 'playwright'
import { movements, type Movement } from '../../shared/protocol/movements.ts'
import type { PuppetCamera } from './createPuppetCamera.ts'

/** Milliseconds between two looks at the window. */
const glance = 60

/** What is done when a window asks for a movement, or (null) to look straight; `made` is how many it has asked for before. */
export type Obedience = (asked: Movement | null, made: number) => void

/**
 * Reads what a camera window asks for, as a person does, and does it, until the window is closed or the signal says so.
 *
 * @param obedience what is done instead of what is asked
 */
export async function obey(
  camera: Page,
  puppet: PuppetCamera,
  signal: AbortSignal,
  obedience: Obedience = (asked) => puppet.ask(asked),
): Promise<void> {
  let before: Movement | null = null
  let made = 0
  while (!signal.aborted && !camera.isClosed()) {
    const shown = await camera.evaluate(() => document.body.dataset['movement']).catch(() => undefined)
    const asked = movements.find((movement) => movement === shown) ?? null
    if (asked !== before) {
      if (before !== null) made++
      obedience(asked, made)
    }
    before = asked
    await new Promise((resolve) => setTimeout(resolve, glance))
  }
}
