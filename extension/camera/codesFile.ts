import type { Offer } from '../../shared/protocol/offer.ts'
import { dayOf } from '../words/formats.ts'
import { words } from './words.ts'

/** The recovery codes as a text file that says what they are for. */
export function codesFile(
  codes: readonly string[],
  { relyingParty, account, issuer }: Offer,
  now: Date,
): { name: string; text: string } {
  const host = new URL(relyingParty.origin).hostname.replaceAll(/[^a-z0-9.-]/g, '')
  const lines = [
    words.codes.heading(account, relyingParty.name, relyingParty.origin),
    words.codes.use(new URL(issuer).host),
    words.codes.made(dayOf(now)),
    '',
    ...codes,
  ]
  return { name: `recovery-codes-${host}.txt`, text: `${lines.join('\n')}\n` }
}
