import browser from 'webextension-polyfill'
import { timingsKey, type NotedTimings } from './lastTimings.ts'

/** Notes for a report how long the steps of a sign-in took. Where it cannot be noted, the sign-in is none the worse. */
export async function noteTimings(timings: NotedTimings): Promise<void> {
  try {
    await browser.storage.local.set({ [timingsKey]: timings })
  } catch {
    // Nobody waits for it.
  }
}
