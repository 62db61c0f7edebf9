import browser, { type Runtime } from 'webextension-polyfill'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { read } from '../../shared/protocol/read.ts'
import { OwnCommand, PublicCommand, type Reply } from '../messaging/commands.ts'
import { originOfSender } from '../messaging/originOfSender.ts'
import { hearPage } from './hearPage.ts'
import { obey } from './obey.ts'

/**
 * Replies to a message by who sent it: a page's content script may offer, the extension's own pages may command, anybody else is
 * not heard.
 *
 * @returns false when the message is not for this sender to say, or is none of ours
 */
export async function reply(message: unknown, sender: Runtime.MessageSender): Promise<Reply | false> {
  const origin = originOfSender(sender, { id: browser.runtime.id, root: browser.runtime.getURL('') })
  try {
    if (origin?.kind === 'page') return await hearPage(read(PublicCommand, message), origin)
    if (origin?.kind === 'own') return await obey(read(OwnCommand, message))
    return false
  } catch (error) {
    if (error instanceof ZAuthError) return false
    throw error
  }
}
