import { sha256, toBase64url } from '../../shared/protocol/encoding.ts'
import { protocolName } from '../../shared/protocol/fields.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { consentOf } from '../camera/words.ts'

/** Names stand for themselves: what is told apart is the text around them. */
const anybody: Omit<Offer, 'training'> = {
  protocol: protocolName,
  issuer: 'https://verifier',
  ticket: '',
  relyingParty: { clientId: '', name: 'website', origin: 'https://website' },
  account: 'account',
  purpose: 'enrol',
  acceptance: { falseMatchRate: 1e-4, leastAcceptThreshold: 0 },
  expiresAt: 0,
}

/**
 * Which text of consent the person is shown: the same for everybody who reads the same words, in the same language. With a
 * version of the program that is known, it says which text it was.
 *
 * @returns base64url, the first 12 bytes of the text's SHA-256
 */
export async function consentVersion(training: Offer['training']): Promise<string> {
  const text = JSON.stringify(consentOf({ ...anybody, training }))
  return toBase64url((await sha256(new TextEncoder().encode(text))).subarray(0, 12))
}
