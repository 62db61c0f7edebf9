import browser from 'webextension-polyfill'
import { openOffered } from './openOffered.ts'

/** Another sign-in has ended, or its window has closed: what waits in a tab that the person is looking at may open now. */
export async function openWaiting(): Promise<void> {
  for (const { id } of await browser.tabs.query({ active: true })) if (id !== undefined) await openOffered(id)
}
