import browser from 'webextension-polyfill'
import type { OwnCommand, PublicCommand } from './commands.ts'

/** Asks the service worker for something, starting it if it sleeps; resolves when it is done. */
export async function sendCommand(command: OwnCommand | PublicCommand): Promise<void> {
  await browser.runtime.sendMessage(command)
}
