import { readFile } from 'node:fs/promises'
import { threadId } from 'node:worker_threads'
import { answerByHalf } from '../../shared/match/answerByHalf.ts'
import type { BoundHalf } from '../../shared/match/bindHalf.ts'
import { bindMatch, transferablesOf, type BoundMatch } from '../../shared/match/bindMatch.ts'
import { checkPublicKey, checkTemplate } from '../../shared/match/checks.ts'
import type { CiphertextForm } from '../../shared/match/ciphertextForm.ts'
import { createMatchContext } from '../../shared/match/context.ts'
import { discard } from '../../shared/match/discard.ts'
import { answerProbe, type MatchOutput } from '../../shared/match/answerProbe.ts'
import { prepareMatch } from '../../shared/match/prepareMatch.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { train as trainWeights } from '../../shared/recognition/train.ts'
import { shipped } from '../shipped.ts'
import { handedOver } from './handedOver.ts'
import { createLoadedDevices } from './loadedDevices.ts'
import { threadResultOf, type ThreadResult, type ThreadState } from './threadResult.ts'
import { watchingSealMemory } from './sealMemory.ts'

/** What a match's thread does. Each exported function is a task that `createMatcher` names. */

type Bytes = Uint8Array<ArrayBuffer>

const [context, memory] = await watchingSealMemory(() => createMatchContext())
const devices = createLoadedDevices(context)

/** Answers when the context is made, with the form of the probes that it takes. */
export function ready(): ThreadResult<CiphertextForm> {
  return { value: context.forms.seeded, from: state() }
}

export interface EnrolmentCheck {
  readonly publicKey: Bytes
  readonly template: Bytes
}
/** Whether SEAL takes an enrolment's ciphertexts, and they protect something. */
export function checkEnrolment({ publicKey, template }: EnrolmentCheck): Promise<ThreadResult<null>> {
  return told(() => {
    checkPublicKey(context, publicKey)
    checkTemplate(context, template)
    return null
  })
}

export interface TrainingTask {
  readonly publicKey: Bytes
  readonly embeddings: readonly Float32Array[]
  readonly falseMatchRate: number
}
export interface Trained {
  readonly template: Bytes
  readonly acceptThreshold: number
}
/** Trains in the clear, encrypts under the person's key, and forgets what it saw. */
export function train({ publicKey, embeddings, falseMatchRate }: TrainingTask): Promise<ThreadResult<Trained>> {
  return told(async () => {
    try {
      checkPublicKey(context, publicKey)
      const { weights, acceptThreshold } = trainWeights(embeddings, await negatives(), falseMatchRate)
      const template = encryptTemplateForOwner(context, publicKey, weights)
      weights.fill(0)
      return { template, acceptThreshold }
    } finally {
      for (const embedding of embeddings) embedding.fill(0)
    }
  })
}

export interface Preparation {
  /** The digest of key and template, by which they are known. */
  readonly keyAndTemplate: string
  readonly publicKey: Bytes
  readonly template: Bytes
  readonly acceptThreshold: number
}
/** All of one match that no probe decides, handed over without a copy. */
export async function prepare(task: Preparation): Promise<ThreadResult<BoundMatch>> {
  const result = await told(() => bound(task))
  return 'value' in result ? handedOver(result, transferablesOf(result.value.halves)) : result
}

export interface AnswerTask {
  readonly probe: Bytes
  readonly half: BoundHalf
}
/** Half of what a person waits for. This thread's copy of the probe is wiped. */
export function answer({ probe, half }: AnswerTask): Promise<ThreadResult<Bytes>> {
  return told(() => {
    try {
      return answerByHalf(context, probe, half)
    } finally {
      discard(probe)
    }
  })
}

export type MatchTask = Preparation & { readonly probe: Bytes }
/** A whole match, when what was prepared is gone and the person waits a little longer. */
export function match({ probe, ...task }: MatchTask): Promise<ThreadResult<MatchOutput>> {
  return told(() => {
    try {
      return answerProbe(context, probe, bound(task))
    } finally {
      discard(probe)
    }
  })
}

function bound({ keyAndTemplate, publicKey, template, acceptThreshold }: Preparation): BoundMatch {
  const device = devices.of(keyAndTemplate, publicKey, template)
  for (const loaded of [publicKey, template]) discard(loaded)
  return bindMatch(context, device.template, { acceptThreshold, prepared: prepareMatch(context, device.key) })
}

let loadedNegatives: Promise<Float32Array[]> | undefined
async function negatives(): Promise<Float32Array[]> {
  loadedNegatives ??= readFile(shipped('negatives')).then((bytes) => readNegatives(bytes))
  return await loadedNegatives
}

function state(): ThreadState {
  return { thread: threadId, sealBytes: memory.size() }
}

async function told<T>(step: () => T | Promise<T>): Promise<ThreadResult<T>> {
  const result = await threadResultOf(step)
  return { ...result, from: state() }
}
