import { availableParallelism, freemem, totalmem } from 'node:os'
import { fine, wrong, type Finding } from './finding.ts'

const megabyte = 1 << 20
/** The program, and what a thread and what is prepared for it take. */
const ownMegabytes = 200
const perThread = 100

/** Cores, of which each has a thread for matches, and memory. */
export function checkMachine(): Promise<Finding[]> {
  const threads = availableParallelism()
  const needed = ownMegabytes + threads * perThread
  const [constrained, total] = [process.constrainedMemory(), totalmem()]
  const memory = Math.floor((constrained > 0 && constrained < total ? constrained : total) / megabyte)
  const says = `${threads} threads for matches; ${memory} megabytes of memory, of which ${Math.floor(freemem() / megabyte)} are free.`
  return Promise.resolve([
    memory < needed ? wrong('machine', says, `Give it ${needed} megabytes, or fewer cores.`) : fine('machine', says),
  ])
}
