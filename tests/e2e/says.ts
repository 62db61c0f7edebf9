import type { Page } from 'playwright'
import { expect } from 'vitest'

/** A camera window says what is wrong, and the way on. */
export async function says(camera: Page, sentence: string, wayOn: string): Promise<void> {
  await expect.poll(() => camera.getByRole('status').textContent()).toBe(sentence)
  await camera.getByText(wayOn).waitFor()
}
