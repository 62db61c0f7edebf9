import { answerHalf } from '../../shared/match/answerHalf.ts'
import { answerProbe } from '../../shared/match/answerProbe.ts'
import { bindHalf } from '../../shared/match/bindHalf.ts'
import { checkPublicKey, checkTemplate } from '../../shared/match/checks.ts'
import type { MatchContext } from '../../shared/match/context.ts'
import { createMask } from '../../shared/match/createMask.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { loadMaskKey } from '../../shared/match/loadMaskKey.ts'
import { multiplyByPlainModulus } from '../../shared/match/multiplyByPlainModulus.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { blindingBits, squareBits } from '../../shared/match/parameters.ts'
import { plaintextsOf } from '../../shared/match/plaintextsOf.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { randomElements } from '../../shared/match/randomness.ts'
import { drawScoreTests } from '../../shared/match/scoreTests.ts'
import { sendable } from '../../shared/match/sendable.ts'
import { signsOf } from '../../shared/match/signs.ts'
import { tagOf } from '../../shared/match/tag.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { transformed } from '../../shared/match/transformed.ts'
import { weightsOf } from '../../shared/match/weights.ts'
import { wideResidues } from '../../shared/match/wideResidues.ts'
import { medianOf } from './medianOf.ts'
import { bindFromBytes, match, prepareFromBytes } from '../match/fromBytes.ts'

/** The steps of a match that are timed, by name, in the order in which they happen. */
export const matchSteps = {
  context: 'load SEAL, make the context (once per thread)',
  keyPair: 'key pair',
  template: 'template: pack, encrypt',
  templateForOwner: 'template by the verifier: pack, encrypt',
  checks: 'check public key and template at enrolment',
  probe: 'probe: signs, pack, encrypt',
  maskKey: 'load the public key, as masks need it',
  mask: 'one ciphertext mask',
  wide: 'p·Γ and U for both answers',
  bindHalf: 'bind one half to a template: r, offsets',
  prepare: 'all that is made in advance',
  load: 'load the probe',
  answerHalf: 'one answer: x·(cover + x·U) + mask',
  sendable: 'one answer: switch, cut, serialise',
  match: 'match, all made in advance',
  matchWhole: 'match, nothing made in advance',
  open: 'open both answers, find the token',
} as const
export type MatchStep = keyof typeof matchSteps

export interface MatchFigures {
  /** Lengths of what is stored and sent. */
  readonly bytes: Readonly<
    Record<'publicKey' | 'template' | 'templateForOwner' | 'probe' | 'answer' | 'tag' | 'token', number>
  >
  /** Milliseconds, medians. */
  readonly ms: Readonly<Record<MatchStep, number>>
}

/**
 * Times every step of the encrypted match. Runs in Node and in a browser, on one thread, so that both measure the same.
 *
 * @param createContext makes SEAL's context where this runs
 * @param runs how many times each step is timed, at least 20 for a median worth writing down
 * @throws Error when a match does not give its token: then its times mean nothing
 */
export async function measureMatch(createContext: () => Promise<MatchContext>, runs: number): Promise<MatchFigures> {
  const times = new Map<MatchStep, number[]>()
  const note = (step: MatchStep, since: number) => {
    times.set(step, [...(times.get(step) ?? []), performance.now() - since])
  }
  const time = <T>(step: MatchStep, run: () => T): T => {
    const start = performance.now()
    const result = run()
    note(step, start)
    return result
  }

  const start = performance.now()
  const context = await createContext()
  note('context', start)

  const embedding = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i * i + 1))
  const weights = weightsOf(embedding)
  const signs = signsOf(embedding)
  const top = weights.reduce((score, weight, i) => score + weight * (signs[i] ?? 0), 0)
  const transcript = new Uint8Array(192)
  let bytes: MatchFigures['bytes'] | undefined
  for (let run = 0; run < runs; run++) {
    const { secretKey, publicKey } = time('keyPair', () => createKeyPair(context))
    const template = time('template', () => encryptTemplate(context, secretKey, weights))
    const templateForOwner = time('templateForOwner', () => encryptTemplateForOwner(context, publicKey, weights))
    time('checks', () => {
      checkPublicKey(context, publicKey)
      checkTemplate(context, template)
    })
    const probe = time('probe', () => encryptProbe(context, secretKey, signsOf(embedding)))
    const account = { template, acceptThreshold: top - 20 }
    const bound = time('prepare', () =>
      bindFromBytes(context, { ...account, prepared: prepareFromBytes(context, publicKey) }),
    )
    const { answers, token } = time('match', () => answerProbe(context, probe, bound))
    time('matchWhole', () => match(context, { ...account, probe, prepared: prepareFromBytes(context, publicKey) }))
    const tag = await tagOf(transcript, token)
    const opening = performance.now()
    const opened = await openAnswers(context, secretKey, answers, transcript, tag)
    note('open', opening)
    if (opened === null) throw new Error('Unexpected match without a token')
    timeInside(context, { publicKey, template, probe }, time)
    bytes = {
      publicKey: publicKey.length,
      template: template.length,
      templateForOwner: templateForOwner.length,
      probe: probe.length,
      answer: answers[0].length,
      tag: tag.length,
      token: token.length,
    }
  }
  if (!bytes) throw new RangeError('Unexpected measurement without a run')
  const medians = Object.keys(matchSteps).map((step) => [step, medianOf(times.get(step as MatchStep) ?? [])])
  return { bytes, ms: Object.fromEntries(medians) as Record<MatchStep, number> }
}

/** The steps that `match` and `prepareMatch` are made of. */
function timeInside(
  context: MatchContext,
  uploads: { publicKey: Uint8Array; template: Uint8Array; probe: Uint8Array },
  time: <T>(step: MatchStep, run: () => T) => T,
): void {
  using key = time('maskKey', () => loadMaskKey(context, uploads.publicKey))
  const mask = time('mask', () => createMask(context, key))
  const [blinding, square] = time('wide', () => {
    const wide = (bits: number) => transformed(context, [wideResidues(context, bits), wideResidues(context, bits)])
    using squares = wide(squareBits)
    using blindings = wide(blindingBits)
    multiplyByPlainModulus(context, blindings)
    return [plaintextsOf(context, blindings)[0], plaintextsOf(context, squares)[0]] as const
  })
  using w = loadTemplate(context, uploads.template)
  using x = time('load', () => loadProbe(context, uploads.probe))
  const [tests] = drawScoreTests(100, randomElements(2))
  const bound = time('bindHalf', () => bindHalf(context, w, tests, { mask, blinding, square }))
  using answer = time('answerHalf', () => answerHalf(context, x, bound))
  time('sendable', () => sendable(context, answer))
}
