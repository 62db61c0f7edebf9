import { createLog } from '../../../server/log/createLog.ts'
import { createMatcher, type Matcher } from '../../../server/match/matcher.ts'
import type { MatchTask } from '../../../server/match/worker.ts'
import { createMatchContext } from '../../../shared/match/context.ts'
import { createKeyPair } from '../../../shared/match/keyPair.ts'
import { encryptProbe } from '../../../shared/match/probe.ts'
import { signsOf } from '../../../shared/match/signs.ts'
import { encryptTemplate } from '../../../shared/match/template.ts'
import { person } from '../../verifier/people.ts'
import { medianOf } from '../medianOf.ts'
import { measureMachineRatio } from './machineRatio.ts'

export interface Throughput {
  /** Whole matches a second, preparation included: medians over rounds. */
  readonly one: number
  readonly two: number
  readonly ratio: number
  /** The same ratio of a plain loop: what this machine's second core is worth. */
  readonly machineRatio: number
}

const rounds = 7
const matchesPerRound = 24

/** How many matches one and two threads do in a second, turn by turn. */
export async function measureThroughput(): Promise<Throughput> {
  const log = createLog({ write: () => undefined })
  const matchers = { one: createMatcher(log, { threads: 1 }), two: createMatcher(log, { threads: 2 }) }
  try {
    const task = await aTask()
    const rates = { one: [] as number[], two: [] as number[] }
    for (const matcher of [matchers.one, matchers.two]) await perSecond(matcher, task)
    for (let round = 0; round < rounds; round++) {
      for (const threads of ['one', 'two'] as const) rates[threads].push(await perSecond(matchers[threads], task))
    }
    const [one, two] = [medianOf(rates.one), medianOf(rates.two)]
    const machineRatio = await measureMachineRatio()
    return { one, two, ratio: Math.round((100 * two) / one) / 100, machineRatio }
  } finally {
    await Promise.all([matchers.one.close(), matchers.two.close()])
  }
}

async function perSecond(matcher: Matcher, task: MatchTask): Promise<number> {
  let left = matchesPerRound
  const begun = performance.now()
  const someone = async (): Promise<void> => {
    using place = matcher.admit(new AbortController().signal)
    // The thread takes key and template over, as it does those that were just read from the disk.
    while (left-- > 0) {
      await place.match({ ...task, publicKey: task.publicKey.slice(), template: task.template.slice() })
    }
  }
  await Promise.all(Array.from({ length: 4 }, someone))
  return (1000 * matchesPerRound) / (performance.now() - begun)
}

async function aTask(): Promise<MatchTask> {
  const context = await createMatchContext()
  const { secretKey, publicKey } = createKeyPair(context)
  const somebody = person(300)
  const { weights, acceptThreshold } = somebody.training()
  const template = encryptTemplate(context, secretKey, weights)
  return {
    keyAndTemplate: 'one',
    publicKey,
    template,
    acceptThreshold,
    probe: encryptProbe(context, secretKey, signsOf(somebody.image())),
  }
}
