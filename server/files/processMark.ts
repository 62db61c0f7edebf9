import { readFile, readlink } from 'node:fs/promises'
import { errorCodeOf } from './errorCodeOf.ts'

/** A process among all that run and ran on a machine. */
interface ProcessMark {
  /** Where its number means it: the machine since it was started, and the processes that see each other there. */
  readonly place: string
  readonly pid: number
  /** When it began, in the system's own measure; empty where the system does not say. */
  readonly begun: string
}

/** Where it cannot be told: two that say so may be in places with other numbers. */
const unknownPlace = process.platform

let own: Promise<ProcessMark> | null = null

/** This process. */
export function ownMark(): Promise<ProcessMark> {
  return (own ??= markOf(process.pid))
}

async function markOf(pid: number): Promise<ProcessMark> {
  return { place: await ownPlace(), pid, begun: (await beginningOf(pid)) ?? '' }
}

/** Whether a process runs; `null` when that cannot be told, since numbers are used again and those of other places mean nothing here. */
export async function isRunning({ place, pid, begun }: ProcessMark): Promise<boolean | null> {
  if (place === unknownPlace || place !== (await ownMark()).place) return null
  if (!answers(pid)) return false
  const begins = await beginningOf(pid)
  // It answers: that its beginning cannot be read, for want of a right or of files to open, does not mean that it is gone.
  return begun === '' || begins === null ? null : begun === begins
}

/** Containers on one machine have numbers of their own, and after a start they are given out anew. */
async function ownPlace(): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${boot.trim()}/${await readlink('/proc/self/ns/pid')}`
  } catch {
    return unknownPlace
  }
}

/** proc(5): the 22nd field, of which the second is a name in brackets that may hold anything. */
async function beginningOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[22 - 3] ?? null
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCodeOf(error) === 'EPERM'
  }
}
