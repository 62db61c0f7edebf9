import type { Answers, CommandOf, Reply } from '../messaging/commands.ts'
import { changePending } from './changePending.ts'
import { openWaiting } from './openWaiting.ts'
import { startSignIn } from './startSignIn.ts'
import { takeOffer } from './takeOffer.ts'
import { tellPage } from './tellPage.ts'

type Own = Exclude<keyof Answers, 'offer'>

/** What each command of the extension's own pages does. Any of them may come twice (`sendCommand`). */
const commands: { readonly [Name in Own]: (command: CommandOf<Name>) => Promise<void> } = {
  keep: ({ offer, tabId }) => takeOffer(() => offer, tabId),
  start: ({ ticket }) => startSignIn(ticket),
  changed: ({ ticket }) => tellPage(ticket),
  settled: async ({ ticket }) => {
    await changePending((pending) =>
      pending.map((one) => (one.offer.ticket === ticket ? { ...one, state: 'settled', windowId: null } : one)),
    )
    await tellPage(ticket)
    await openWaiting()
  },
}

/** A command of the extension's own pages, with the name that it goes by. */
type Named<Name extends Own> = { readonly [Each in Name]: CommandOf<Each> & { readonly command: Each } }[Name]

/** Does what a page of the extension commands. */
export async function obey<Name extends Own>(command: Named<Name>): Promise<Reply> {
  await commands[command.command](command)
  return { command: command.command, answer: null }
}
