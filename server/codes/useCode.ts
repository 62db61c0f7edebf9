import type { Parts } from '../parts.ts'
import { codeLengths } from './codeAlphabet.ts'
import { codeIdOf } from './codeIdOf.ts'
import { useAddition } from './useAddition.ts'

/**
 * Uses a code up, whichever of an account's it is. Of many that send the same one at once, one hears so.
 *
 * @param code as `readCode` gives it
 * @returns what it was, `null` when it is none of this account's, or not any more
 */
export async function useCode(
  parts: Pick<Parts, 'store' | 'keys' | 'now'>,
  account: string,
  code: string,
): Promise<'recovery_code' | 'ticket' | 'addition' | null> {
  const { recoveryCodes, enrolmentTickets } = parts.store
  if (code.length === codeLengths.short) return (await useAddition(parts, account, code)) ? 'addition' : null
  const id = await codeIdOf(parts, account, code)
  if (await recoveryCodes.remove(id, { account })) return 'recovery_code'
  const ticket = await enrolmentTickets.find(id)
  if (ticket === null || ticket.removeAt <= parts.now()) return null
  return (await enrolmentTickets.remove(id, { account })) ? 'ticket' : null
}
