import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import type { Enrolled } from '../storage/accounts/account.ts'
import { followSuccession } from './followSuccession.ts'
import { kidOf } from './kidOf.ts'

/**
 * By which keys a signature is to be checked: the pinned ones or, where another key says that it has signed, that one, if the pinned ones have
 * named it. It is pinned when the sign-in has ended well.
 *
 * @param ask for what the verifier says of itself
 * @throws ZAuthError `verifier_untrusted` when nothing leads from a pinned key to the one that has signed, and what the verifier fails with
 */
export async function trustedKeys(
  signature: string,
  { issuer, jwks }: Pick<Enrolled, 'issuer' | 'jwks'>,
  ask: () => Promise<Metadata>,
): Promise<Metadata['jwks']> {
  const kid = kidOf(signature)
  if (kid === null || jwks.keys.some((key) => key.kid === kid)) return jwks
  try {
    const { succession = [] } = await ask()
    return { keys: [await followSuccession(succession, { issuer, jwks, kid, now: Date.now() })] }
  } catch (cause) {
    // Anything but a verifier that cannot be asked just now: nothing shows that it is the one of the enrolment.
    if (cause instanceof ZAuthError && !unfounded.has(cause.code)) throw cause
    throw new ZAuthError('verifier_untrusted', String(cause), { cause })
  }
}

/** What an answer is that says nothing of use. */
const unfounded = new Set(['internal_error', 'malformed_request'])
