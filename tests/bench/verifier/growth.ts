import { setTimeout } from 'node:timers/promises'
import { watchingSealMemory } from '../../../server/match/sealMemory.ts'
import { createMatchContext } from '../../../shared/match/context.ts'
import { createKeyPair } from '../../../shared/match/keyPair.ts'
import { openAnswers } from '../../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../../shared/match/probe.ts'
import { signsOf } from '../../../shared/match/signs.ts'
import { tagOf } from '../../../shared/match/tag.ts'
import { encryptTemplate } from '../../../shared/match/template.ts'
import { person } from '../../verifier/people.ts'
import { match, prepareFromBytes } from '../../match/fromBytes.ts'

interface GrowthSample {
  /** Matches done. */
  readonly after: number
  /** SEAL's memory, which never becomes smaller: what is not freed in it shows for good. */
  readonly wasmBytes: number
  /** The process, and of it what JavaScript holds, buffers included; after a collection where Node runs with --expose-gc. */
  readonly residentBytes: number
  readonly heldBytes: number
}

export interface Growth {
  readonly matches: number
  /** After the first match, and twenty more, evenly spread. */
  readonly samples: readonly GrowthSample[]
  /** What SEAL's memory grew by after the first tenth, when every kind of object had been made. */
  readonly wasmGrowthBytes: number
  /**
   * What JavaScript came to hold more for each match: from the least of the first third that follows the first tenth to the least
   * of the last. Memory that waits to be collected comes and goes by tens of megabytes; what is lost stays below.
   */
  readonly heldBytesPerMatch: number
  /** The same of the process. */
  readonly residentBytesPerMatch: number
}

const spread = 20

/**
 * What the memory does over many matches on one thread, enrolments and opened answers included.
 *
 * @param report hears of each sample as it is taken
 */
export async function measureGrowth(matches: number, report: (sample: GrowthSample) => void): Promise<Growth> {
  const [context, memory] = await watchingSealMemory(() => createMatchContext())
  const somebody = person(301)
  const { weights, acceptThreshold } = somebody.training()
  const transcript = new Uint8Array(192)
  const samples: GrowthSample[] = []
  const sample = async (after: number): Promise<void> => {
    await collectGarbage()
    const wasmBytes = memory.size()
    const { rss: residentBytes, heapUsed, external } = process.memoryUsage()
    const taken = { after, wasmBytes, residentBytes, heldBytes: heapUsed + external }
    samples.push(taken)
    report(taken)
  }
  const each = Math.max(1, Math.floor(matches / spread))
  for (let i = 0; i < matches; i++) {
    const { secretKey, publicKey } = createKeyPair(context)
    const template = encryptTemplate(context, secretKey, weights)
    const probe = encryptProbe(context, secretKey, signsOf(somebody.image()))
    const { answers, token } = match(context, {
      template,
      probe,
      acceptThreshold,
      prepared: prepareFromBytes(context, publicKey),
    })
    await openAnswers(context, secretKey, answers, transcript, await tagOf(transcript, token))
    if (i === 0 || (i + 1) % each === 0) await sample(i + 1)
  }
  const settled = samples.filter(({ after }) => after >= matches / 10)
  return {
    matches,
    samples,
    wasmGrowthBytes: (settled.at(-1)?.wasmBytes ?? 0) - (settled[0]?.wasmBytes ?? 0),
    heldBytesPerMatch: growthOf(settled.map(({ heldBytes }) => heldBytes)) / matches,
    residentBytesPerMatch: growthOf(settled.map(({ residentBytes }) => residentBytes)) / matches,
  }
}

/** Once is not enough: what a collection finds is given back by other threads, and some of it makes more of it garbage. */
async function collectGarbage(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.()
    await setTimeout(50)
  }
}

/** From the least of the first third of the values to the least of the last. */
function growthOf(values: readonly number[]): number {
  const third = Math.ceil(values.length / 3)
  return Math.min(...values.slice(-third)) - Math.min(...values.slice(0, third))
}
