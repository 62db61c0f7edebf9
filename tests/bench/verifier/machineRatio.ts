import { Piscina } from 'piscina'
import { medianOf } from '../medianOf.ts'

const rounds = 7

/** How much more two threads do than one on this machine where they share nothing: what no pool of threads can exceed. */
export async function measureMachineRatio(): Promise<number> {
  const filename = new URL('./plainLoop.ts', import.meta.url).href
  const pool = new Piscina({ filename, minThreads: 2, maxThreads: 2, concurrentTasksPerWorker: 1 })
  try {
    const passes = async (): Promise<number> => (await pool.run(null)) as number
    await Promise.all([passes(), passes()])
    const ratios: number[] = []
    for (let round = 0; round < rounds; round++) {
      const alone = await passes()
      const [first, second] = await Promise.all([passes(), passes()])
      ratios.push((first + second) / alone)
    }
    return Math.round(100 * medianOf(ratios)) / 100
  } finally {
    await pool.destroy()
  }
}
