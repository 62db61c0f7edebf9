import { ZAuthError } from '../../shared/protocol/errors.ts'
import { transcriptOf, type MatchSubject } from '../../shared/protocol/transcript.ts'
import { fromBase64url } from '../../shared/protocol/encoding.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import { framesForProbe } from '../../shared/recognition/framesForProbe.ts'
import type { Session } from '../signIn/session.ts'
import { words } from '../camera/words.ts'
import type { Device } from '../storage/devices/device.ts'
import { checkSignature } from '../verifier/checkSignature.ts'
import { fetchMetadata } from '../verifier/fetchMetadata.ts'
import { sendProbe } from '../verifier/sendProbe.ts'
import { trustedKeys } from '../verifier/trustedKeys.ts'
import { redeemToken } from './redeemToken.ts'
import { captureForChallenge } from './captureForChallenge.ts'

/** After a failed try the images are taken with more time to change something. */
const first = { count: framesForProbe, gap: 120 }
const again = { count: framesForProbe, gap: 350 }
/** Tries that the window makes by itself, each with fresh images; the verifier may allow fewer. */
const greatestTries = 3

/** How a sign-in went that ended well. */
export interface Authentication {
  /** Recovery codes to be shown, if the verifier gave any. */
  readonly codes: readonly string[]
  /** Counted from 1. */
  readonly tries: number
}

/**
 * Authenticates by the face before the camera: what happens, in order.
 *
 * @param keep keeps the device, with the keys to pin from now on; called when the verifier has taken the token
 * @throws ZAuthError `not_recognised` after the last try, `verifier_untrusted`, and whatever camera and verifier fail with
 */
export async function authenticate(
  session: Session,
  device: Device,
  keep: (jwks: Metadata['jwks']) => Promise<void>,
): Promise<Authentication> {
  const { face, match, screen, timings, signal } = session
  let { account } = device
  for (let tries = 1; ; tries++) {
    const { challenge, triesLeft, jwks } = await captureForChallenge(
      session,
      { ...device, account },
      tries > 1 ? { images: again, note: words.onceMore } : { images: first, note: null },
    )

    screen.show({ phase: 'matching', note: null })
    const signs = await face.call('takeProbe')
    const encrypting = timings.time('encrypt', () => match.call('encryptProbe', { signs }))
    const probe = await encrypting.finally(() => signs.fill(0))
    const { answers, tag, signature } = await timings.time('answer', () => sendProbe(challenge, probe, device, signal))

    const keyAndTemplate = fromBase64url(account.keyAndTemplate)
    const subject: MatchSubject = { ...account, challenge, keyAndTemplate }
    const transcript = await transcriptOf(subject, probe, answers)
    const expected = { issuer: account.issuer, challenge, transcript, tag }
    const trusted = await trustedKeys(signature, { ...account, jwks }, () => fetchMetadata(account, signal))
    await checkSignature(signature, trusted, expected)
    account = { ...account, jwks: trusted }

    const token = await timings.time('open', () => match.call('open', { answers, transcript, tag }))
    if (token) {
      const redemption = { challenge, token, device, keep: () => keep(trusted) }
      return { codes: await timings.time('token', () => redeemToken(redemption, signal)), tries }
    }
    if (tries === greatestTries || triesLeft <= 1) throw new ZAuthError('not_recognised')
  }
}
