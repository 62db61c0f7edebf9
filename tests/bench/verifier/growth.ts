import { createMatchContext } from '../../../shared/match/context.ts'
import { createKeyPair } from '../../../shared/match/keyPair.ts'
import { match } from '../../../shared/match/match.ts'
import { openAnswers } from '../../../shared/match/openAnswers.ts'
import { prepareMatch } from '../../../shared/match/prepare.ts'
import { encryptProbe } from '../../../shared/match/probe.ts'
import { signsOf } from '../../../shared/match/signs.ts'
import { tagOf } from '../../../shared/match/tag.ts'
import { encryptTemplate } from '../../../shared/match/template.ts'
import { person } from '../../server/people.ts'

export interface Growth {
  readonly matches: number
  /** Ten of them and the first: matches done, bytes of SEAL's memory, bytes of the process. */
  readonly samples: readonly { readonly after: number; readonly wasmBytes: number; readonly residentBytes: number }[]
  /** What SEAL's memory grew by after the first tenth, when every kind of object had been made. */
  readonly wasmGrowthBytes: number
}

/** What the memory does over many matches on one thread, enrolments and opened answers included. */
export async function measureGrowth(matches: number): Promise<Growth> {
  const memories: WebAssembly.Memory[] = []
  const context = await watchingMemory(memories, () => createMatchContext())
  const somebody = person(301)
  const { weights, acceptThreshold } = somebody.training()
  const transcript = new Uint8Array(192)
  const samples: Growth['samples'][number][] = []
  const sample = (after: number): void => {
    const wasmBytes = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)
    samples.push({ after, wasmBytes, residentBytes: process.memoryUsage.rss() })
  }
  const each = Math.max(1, Math.floor(matches / 10))
  for (let i = 0; i < matches; i++) {
    const { secretKey, publicKey } = createKeyPair(context)
    const template = encryptTemplate(context, secretKey, weights)
    const probe = encryptProbe(context, secretKey, signsOf(somebody.image()))
    const { answers, token } = match(context, {
      template,
      probe,
      acceptThreshold,
      prepared: prepareMatch(context, publicKey),
    })
    await openAnswers(context, secretKey, answers, transcript, await tagOf(transcript, token))
    if (i === 0 || (i + 1) % each === 0) sample(i + 1)
  }
  return {
    matches,
    samples,
    wasmGrowthBytes: (samples.at(-1)?.wasmBytes ?? 0) - (samples[1]?.wasmBytes ?? 0),
  }
}

/** Finds the memory that a WebAssembly module makes for itself, which node-seal keeps to itself. */
async function watchingMemory<T>(memories: WebAssembly.Memory[], run: () => Promise<T>): Promise<T> {
  const { Instance } = WebAssembly
  const instantiate = WebAssembly.instantiate.bind(WebAssembly)
  const note = (instance: WebAssembly.Instance): void => {
    const exported = Object.values(instance.exports)
    memories.push(...exported.filter((value) => value instanceof WebAssembly.Memory))
  }
  const watched = async (...given: Parameters<typeof instantiate>): Promise<unknown> => {
    const result: unknown = await instantiate(...given)
    note(result instanceof Instance ? result : (result as WebAssembly.WebAssemblyInstantiatedSource).instance)
    return result
  }
  Object.assign(WebAssembly, { instantiate: watched })
  try {
    return await run()
  } finally {
    Object.assign(WebAssembly, { instantiate })
  }
}
