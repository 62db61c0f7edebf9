import type { Offer } from '../../shared/protocol/messages.ts'

/** The recovery codes as a text file that says what they are for. */
export function codesFile(
  codes: readonly string[],
  { relyingParty, account, issuer }: Offer,
  now: Date,
): { name: string; text: string } {
  const host = new URL(relyingParty.origin).hostname.replaceAll(/[^a-z0-9.-]/g, '')
  const lines = [
    `Recovery codes of ${account} for ${relyingParty.name} (${relyingParty.origin})`,
    `Enter one at ${new URL(issuer).host} when your face or this device is not at hand. Each works once.`,
    `Made on ${now.toISOString().slice(0, 10)}.`,
    '',
    ...codes,
  ]
  return { name: `recovery-codes-${host}.txt`, text: `${lines.join('\n')}\n` }
}
