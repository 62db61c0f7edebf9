import * as v from 'valibot'
import browser from 'webextension-polyfill'

export const cameraKey = 'camera'

/** The browser's id of the camera that the person chose; null when she never did. */
export async function chosenCamera(): Promise<string | null> {
  const { [cameraKey]: stored } = await browser.storage.local.get(cameraKey)
  return v.is(v.string(), stored) ? stored : null
}
