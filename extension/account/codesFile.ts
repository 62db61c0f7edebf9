import type { Account } from '../storage/accounts/account.ts'
import { dayOf } from '../words/formats.ts'
import { words } from './words.ts'

/** Whose recovery codes they are, for which website, and where they are entered. */
export type CodesOwner = Pick<Account, 'account' | 'relyingParty' | 'issuer'>

/** The recovery codes as a text file that says what they are for. It is named after the verifier, where they are entered. */
export function codesFile(
  codes: readonly string[],
  { account, relyingParty, issuer }: CodesOwner,
  now: Date,
): { name: string; text: string } {
  const { host, hostname } = new URL(issuer)
  const lines = [words.heading(account, relyingParty), words.use(host), words.made(dayOf(now)), '', ...codes]
  return { name: `recovery-codes-${hostname.replaceAll(/[^a-z0-9.-]/g, '-')}.txt`, text: `${lines.join('\n')}\n` }
}
