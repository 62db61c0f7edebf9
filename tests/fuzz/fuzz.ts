import { fork } from 'node:child_process'
import type { Memory, Progress, Task } from './worker.ts'

/** How a fuzz ended. */
export interface Report {
  readonly done: number
  readonly outcomes: Readonly<Record<string, number>>
  /** When a tenth of the runs was over: everything is warm by then. */
  readonly early: Memory
  readonly late: Memory
}

/** No run takes a tenth of this: longer is a hang. */
const patience = 30_000

/**
 * Sends damaged bytes through every door (`openDoors`).
 *
 * @param onProgress called some times a second
 * @throws Error that names seed and run when something crashes, hangs, or is refused without a code
 */
export async function fuzz(task: Task, onProgress: (progress: Progress) => void = () => undefined): Promise<Report> {
  const worker = fork(new URL('worker.ts', import.meta.url), [JSON.stringify(task)], { execArgv: ['--expose-gc'] })
  let last: Progress | null = null
  let early: Memory | null = null
  const where = () => `seed ${task.seed}, after ${last?.done ?? 0} runs of ${task.runs} from ${task.from}`
  try {
    return await new Promise<Report>((resolve, reject) => {
      const giveUp = (why: string, cause?: unknown) => reject(new Error(`${why} (${where()})`, { cause }))
      let watch = setTimeout(() => giveUp('It hangs'), patience)
      worker.on('error', (error) => giveUp('It crashes', error))
      worker.on('exit', () => giveUp('It ended early'))
      worker.on('message', (progress: Progress) => {
        clearTimeout(watch)
        watch = setTimeout(() => giveUp('It hangs'), patience)
        last = progress
        if (progress.done >= task.runs / 10) early ??= progress.memory
        onProgress(progress)
        if (progress.failure !== null) giveUp(progress.failure)
        if (progress.done < task.runs) return
        clearTimeout(watch)
        resolve({
          done: progress.done,
          outcomes: progress.outcomes,
          early: early ?? progress.memory,
          late: progress.memory,
        })
      })
    })
  } finally {
    worker.kill()
  }
}
