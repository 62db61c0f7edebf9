import { readFile } from 'node:fs/promises'

/** What Linux counts processor time in (USER_HZ), on every architecture that Node runs on. */
const ticksPerSecond = 100

/** Processor time that a process has used, all its threads together; null where the system does not tell (it does on Linux). */
export async function cpuSeconds(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // proc(5): the name, in brackets, may hold spaces; utime and stime are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [Number(fields[11]), Number(fields[12])]
  return Number.isFinite(user + system) ? (user + system) / ticksPerSecond : null
}
