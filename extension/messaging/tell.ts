import type { SentCommand } from './commands.ts'
import { sendCommand } from './sendCommand.ts'

/**
 * Tells the service worker what the verifier's page would find out by itself, only later. Nothing depends on it: where the service worker stays
 * silent, nothing else goes wrong. To be awaited where a window that closes would cut it off.
 */
export async function tell(command: Extract<SentCommand, { command: 'changed' | 'settled' }>): Promise<void> {
  try {
    await sendCommand(command)
  } catch {
    // The page asks by itself as well.
  }
}
