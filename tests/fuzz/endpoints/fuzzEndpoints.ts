import { Agent } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { damage, type Damage } from './damage.ts'
import { entrancesOf } from './entrances.ts'
import { faultOf } from './faultOf.ts'
import { send } from './send.ts'
import type { Stage } from './stage.ts'
import { write } from './write.ts'

export interface EndpointsReport {
  /** How often each route answered with each status. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Bytes in use after a quarter of the requests, and at the end. */
  readonly early: number
  readonly late: number
  /** Lines of the log that tell of a fault of ours. */
  readonly faults: readonly string[]
}

interface Task {
  readonly runs: number
  readonly seed: number
}

/** Requests after which what time and single use have ended is begun anew. */
const lap = 200

/**
 * Sends requests to every endpoint of a verifier, honest, almost honest and not at all: each has to be answered, by a code or a page.
 * @throws Error that names the seed and the smallest request that was found to go wrong
 */
export async function fuzzEndpoints(
  stage: Stage,
  { runs, seed }: Task,
  onRun: (done: number) => void = () => undefined,
): Promise<EndpointsReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const entrances = entrancesOf(stage)
  const heaviest = Math.max(...entrances.map(({ weight = 1 }) => weight))
  const often = entrances.flatMap((entrance) =>
    Array<typeof entrance>(Math.ceil(heaviest / (entrance.weight ?? 1))).fill(entrance),
  )
  const outcomes: Record<string, number> = {}
  let done = 0
  let early = 0

  const ask = async (at: number, accept: string, damages: readonly Damage[]): Promise<void> => {
    const entrance = often[at % often.length]
    if (entrance === undefined) throw new TypeError('No entrances')
    const draft = await entrance.honest()
    const written = write({ ...draft, headers: { accept, ...draft.headers } }, damages)
    const answer = await send(agent, entrance.at ?? stage.world.issuer, written)
    const fault = faultOf(written, answer, entrance.at !== undefined)
    if (fault !== null)
      throw new Error(`${entrance.route}: ${fault}: ${answer.body.slice(0, 300)}\n${stage.world.log.at(-1) ?? ''}`)
    const outcome = `${entrance.route}: ${answer.status}`
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    done += 1
    onRun(done)
    if (done % lap === 0) await stage.refresh()
    if (done === Math.floor(runs / 4)) early = bytesInUse()
  }
  const plan = fc.tuple(
    fc.nat({ max: often.length - 1 }),
    fc.constantFrom('text/html', 'application/json', '*/*', 'image/png'),
    fc.array(damage, { maxLength: 3, size: 'max' }),
  )
  try {
    // Each kind of answer once, so that the damaged ones are known to be near to what is taken.
    for (const at of often.keys()) await ask(at, '*/*', [])
    await fc.assert(
      fc.asyncProperty(plan, ([at, accept, damages]) => ask(at, accept, damages)),
      { seed, numRuns: Math.max(1, runs - often.length), interruptAfterTimeLimit: 3_600_000 },
    )
    const faults = stage.world.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)
    return { outcomes, early, late: bytesInUse(), faults }
  } finally {
    agent.destroy()
  }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function bytesInUse(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
