import browser from 'webextension-polyfill'
import { cameraKey } from './chosenCamera.ts'

/** Remembers which camera the person wants. */
export async function chooseCamera(id: string): Promise<void> {
  await browser.storage.local.set({ [cameraKey]: id })
}
