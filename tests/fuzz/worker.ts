import { createMatchContext } from '../../shared/match/context.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { openDoors } from './doors.ts'
import { chanceOf } from './mutate.ts'
import { noteMemories } from './noteMemories.ts'

/** Runs in a process of its own, so that whoever started it notices when it hangs or dies, and its memory is its own. */

/** What the process is told, as JSON in its argument. */
export interface Task {
  readonly runs: number
  readonly seed: number
  /** The first run's number; with `runs` 1, it repeats one that failed. */
  readonly from: number
  /** Adds a door at which nobody looks before SEAL does: to see that it is noticed. */
  readonly unguarded?: boolean
}

/** What the process tells, every now and then and at the end. */
export interface Progress {
  readonly done: number
  /** How often each door took or refused what came, by code. */
  readonly outcomes: Readonly<Record<string, number>>
  readonly memory: Memory
  readonly failure: string | null
}

export interface Memory {
  /** Bytes of SEAL's WebAssembly memory, which never shrinks. */
  readonly wasm: number
  /** Bytes of the process that are in memory. */
  readonly rss: number
}

const interval = 250
const memories = noteMemories()
const { runs, seed, from, unguarded = false } = JSON.parse(process.argv[2] ?? 'null') as Task
const doors = await openDoors(await createMatchContext(), unguarded)
const outcomes: Record<string, number> = {}

for (let i = 0; i < runs; i++) {
  const chance = chanceOf(seed, from + i)
  const door = doors[(from + i) % doors.length]
  const failure = door ? await failureOf(door.name, () => door.enter(chance)) : null
  const done = i + 1
  if (failure !== null || done % interval === 0 || done === runs) {
    process.send?.({
      done,
      outcomes: { ...outcomes },
      memory: memoryNow(),
      failure: failure === null ? null : `run ${from + i}, ${door?.name ?? ''}: ${failure}`,
    } satisfies Progress)
  }
  if (failure !== null) break
}

/** Null when it was taken, or refused with a code before SEAL had to; otherwise what is wrong. */
async function failureOf(name: string, run: () => unknown): Promise<string | null> {
  const note = (outcome: string): void => {
    outcomes[`${name}: ${outcome}`] = (outcomes[`${name}: ${outcome}`] ?? 0) + 1
  }
  try {
    await run()
    note('taken')
    return null
  } catch (error) {
    if (!(error instanceof ZAuthError))
      return `no code: ${error instanceof Error ? (error.stack ?? '') : String(error)}`
    note(error.code)
    // Each exception of SEAL's costs its module stack for good.
    return error.detail?.includes('SEAL refuses') === true ? `SEAL had to throw: ${error.detail}` : null
  }
}

function memoryNow(): Memory {
  globalThis.gc?.()
  const wasm = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
  return { wasm, rss: process.memoryUsage.rss() }
}
