import { fromBase64url, sha256 } from './encoding.ts'

/** What a match is about: whom, with which device, in answer to which challenge. */
export interface MatchSubject {
  readonly issuer: string
  readonly clientId: string
  readonly account: string
  /** base64url, 16 bytes */
  readonly device: string
  /** base64url, 32 bytes */
  readonly challenge: string
  /** SHA-256 of public key ‖ stored template, 32 bytes */
  readonly keyAndTemplate: Uint8Array
}

const text = (value: string) => new TextEncoder().encode(value)

/** SHA-256(public key ‖ template): which enrolment a match was made against. 32 bytes. */
export function keyAndTemplateHash(publicKey: Uint8Array, template: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return sha256(publicKey, template)
}

/**
 * The fixed-width prefix of the tag's input (encrypted match §4): domain, challenge, account, key and template, probe,
 * answers. Every part is 32 bytes, so no two different matches share one. 192 bytes.
 */
export async function transcriptOf(
  subject: MatchSubject,
  probe: Uint8Array,
  answers: readonly [Uint8Array, Uint8Array],
): Promise<Uint8Array<ArrayBuffer>> {
  const [domain, account, probeDigest, answersDigest] = await Promise.all([
    sha256(text('zauth/1 match')),
    accountDigest(subject),
    sha256(probe),
    sha256(answers[0], answers[1]),
  ])
  const challenge = fromBase64url(subject.challenge)
  const parts = [domain, challenge, account, subject.keyAndTemplate, probeDigest, answersDigest]
  const transcript = new Uint8Array(32 * parts.length)
  parts.forEach((part, i) => transcript.set(part, 32 * i))
  return transcript
}

async function accountDigest(subject: MatchSubject): Promise<Uint8Array<ArrayBuffer>> {
  const parts = [text(subject.issuer), text(subject.clientId), text(subject.account), fromBase64url(subject.device)]
  return await sha256(...(await Promise.all(parts.map((part) => sha256(part)))))
}

/** What the verifier signs: SHA-256(transcript ‖ tag), 32 bytes. */
export function signedDigest(transcript: Uint8Array, tag: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return sha256(transcript, tag)
}
