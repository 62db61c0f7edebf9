import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import { checkSignature } from '../../extension/verifier/checkSignature.ts'
import { followSuccession } from '../../extension/verifier/followSuccession.ts'
import { readSigned } from '../../extension/verifier/readSigned.ts'
import type { AnswerSigner } from '../../server/keys/importSigner.ts'
import { read } from '../../shared/protocol/read.ts'
import { longestSuccession, type Metadata, type PublicJwk } from '../../shared/protocol/metadata.ts'
import { SuccessionClaims, successionType } from '../../shared/protocol/succession.ts'
import { transcriptOf } from '../../shared/protocol/transcript.ts'
import { createSigner, prepareAmbush, signedBy, victim } from './attacker/ambush.ts'
import { asking } from './attacker/oracle.ts'

/**
 * Somebody who has taken the verifier's place, but has not the key that the device has pinned, shows it a statement by which another key follows
 * that one: hers. Each attack wins against a device that leaves out one check of the walk along statements.
 */
const [mine, former] = await Promise.all([createSigner(null), createSigner(null)])
const hour = 60 * 60_000

const claims = (issuer: string, { publicJwk }: AnswerSigner, signsFrom = 0): SuccessionClaims => ({
  iss: issuer,
  key: publicJwk,
  signsFrom,
})
const stated = (by: AnswerSigner, issuer: string, next: AnswerSigner): Promise<string> =>
  by.sign(successionType, claims(issuer, next))

/** What a weaker device leaves out. */
type Check = 'who has signed' | 'for whom' | 'what for' | 'from when on' | 'whether it is pinned now'

/** The extension's walk, without one of its checks: to which key it leads. */
async function followWithout(
  check: Check,
  statements: readonly string[],
  { issuer, jwks }: { readonly issuer: string; readonly jwks: Metadata['jwks'] },
): Promise<PublicJwk> {
  // One that keeps what it had pinned before, beside what it has pinned now.
  let trusted = check === 'whether it is pinned now' ? { keys: [former.publicJwk, ...jwks.keys] } : jwks
  for (const statement of statements) {
    const typ = check === 'what for' ? (decodeProtectedHeader(statement).typ ?? '') : successionType
    const signed = check === 'who has signed' ? decodeJwt(statement) : await readSigned(statement, typ, trusted)
    const { iss, key, signsFrom } = read(SuccessionClaims, signed)
    if (check !== 'for whom' && iss !== issuer) throw new TypeError('Unexpected issuer')
    if (check !== 'from when on' && signsFrom > Date.now()) throw new TypeError('Unexpected time')
    trusted = { keys: [key] }
  }
  return trusted.keys[0] ?? expect.unreachable()
}

type Forging = (issuer: string, pinned: AnswerSigner) => Promise<string[]>

const forgeries: readonly (readonly [string, Check, Forging])[] = [
  [
    'by a key of hers, under the name of the pinned one',
    'who has signed',
    async (issuer) => [await stated(await createSigner('pinned'), issuer, mine)],
  ],
  [
    'by a key of hers, under the name of one that really follows',
    'who has signed',
    async (issuer, pinned) => {
      const next = await createSigner(null)
      const inItsName = await createSigner(next.publicJwk.kid)
      return [await stated(pinned, issuer, next), await stated(inItsName, issuer, mine)]
    },
  ],
  [
    'that the pinned key signed for another verifier, which shared its keys',
    'for whom',
    async (_, pinned) => [await stated(pinned, 'https://staging.example', mine)],
  ],
  [
    'that the pinned key signed as something else',
    'what for',
    async (issuer, pinned) => [await pinned.sign('zauth-deletion+jwt', claims(issuer, mine))],
  ],
  [
    'about a key whose time has not come, and which she has taken while it waited',
    'from when on',
    async (issuer, pinned) => [await pinned.sign(successionType, claims(issuer, mine, Date.now() + hour))],
  ],
  [
    'by the key from which the device has gone over to the pinned one, found in an old backup',
    'whether it is pinned now',
    async (issuer) => [await stated(former, issuer, mine)],
  ],
]

describe.each(forgeries)('a statement %s', (_, check, succession) => {
  test(`convinces a device that does not look ${check}; ours opens nothing`, async () => {
    const seen: string[] = []
    await using ambush = await prepareAmbush(
      async ({ subject, probe }) => signedBy(mine, subject, probe, await asking(0, subject, probe, victim)),
      {
        signer: mine,
        succession: async (issuer, pinned) => {
          const statements = await succession(issuer, pinned)
          const jwks = { keys: [pinned.publicJwk] }
          seen.push((await followWithout(check, statements, { issuer, jwks })).kid)
          return statements
        },
      },
    )
    await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
    expect(seen).toEqual([mine.publicJwk.kid])
    expect(ambush.opened()).toBe(0)
  })
})

test('the same comes with the answer, when the challenge was still signed by the pinned key: ours opens nothing', async () => {
  const seen: boolean[] = []
  await using ambush = await prepareAmbush(
    async ({ subject, probe }) => {
      const answer = await signedBy(mine, subject, probe, await asking(0, subject, probe, victim))
      const expected = { ...subject, transcript: await transcriptOf(subject, probe, answer.answers), tag: answer.tag }
      const statement = await stated(await createSigner('pinned'), subject.issuer, mine)
      const key = await followWithout('who has signed', [statement], { ...subject, jwks: { keys: [] } })
      await checkSignature(answer.signature, { keys: [key] }, expected)
      seen.push(true)
      return answer
    },
    { succession: async (issuer) => [await stated(await createSigner('pinned'), issuer, mine)] },
  )
  await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
  expect(seen).toEqual([true])
  expect(ambush.opened()).toBe(0)
})

test('a chain without end keeps a device busy that counts nothing; ours does not begin with it', async () => {
  let followed = 0
  await using ambush = await prepareAmbush(() => expect.unreachable(), {
    signer: mine,
    succession: async (issuer, pinned) => {
      const between = await Promise.all(Array.from({ length: longestSuccession }, () => createSigner(null)))
      const chain = [pinned, ...between, mine]
      const statements = await Promise.all(
        chain.slice(1).map((next, i) => stated(chain[i] ?? expect.unreachable(), issuer, next)),
      )
      const passage = { issuer, jwks: { keys: [pinned.publicJwk] }, kid: mine.publicJwk.kid, now: Date.now() }
      await followSuccession(statements, passage)
      followed = statements.length
      return statements
    },
  })
  await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
  expect(followed).toBe(longestSuccession + 1)
})

/** What no device can tell apart (SECURITY.md): so a private key that signs no more is deleted, and after a theft people enrol anew. */
test('who has the private half of the very key that is pinned leads ours wherever she wants', async () => {
  await using ambush = await prepareAmbush(
    async ({ subject, probe }) => signedBy(mine, subject, probe, await asking(0, subject, probe, victim)),
    { signer: mine, succession: async (issuer, pinned) => [await stated(pinned, issuer, mine)] },
  )
  await ambush.authenticate().catch(() => undefined)
  expect(ambush.opened()).toBeGreaterThan(0)
})
