import browser from 'webextension-polyfill'
import type { Answers, Reply, SentCommand } from './commands.ts'

/** Milliseconds before a command is sent anew whose service worker ended before it replied. */
const pauses = [50, 250, 1_000]

/**
 * Asks the service worker for something, starting it if it sleeps. A service worker that the browser ends in the middle is asked
 * again: each command may be obeyed twice.
 *
 * @returns what it answers, once it is done; null when it does not want to hear this from here
 * @throws Error when it does not reply however often it is asked
 */
export async function sendCommand<Command extends SentCommand>(
  command: Command,
): Promise<Answers[Command['command']] | null> {
  for (const pause of [...pauses, null]) {
    try {
      const reply: unknown = await browser.runtime.sendMessage(command)
      if (isReplyTo(command, reply)) return reply.answer
      if (reply === false) return null
    } catch (error) {
      if (pause === null) throw error
    }
    if (pause !== null) await new Promise((resolve) => setTimeout(resolve, pause))
  }
  throw new Error(`Unexpected silence, expected a reply to "${command.command}"`)
}

function isReplyTo<Command extends SentCommand>(
  { command }: Command,
  reply: unknown,
): reply is Reply<Command['command']> {
  return typeof reply === 'object' && reply !== null && 'command' in reply && reply.command === command
}
