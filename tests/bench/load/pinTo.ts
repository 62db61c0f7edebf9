import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Whether processes can be kept on cores of their own here: where there are two, and Linux's `taskset`. */
export const canPin = availableParallelism() >= 2 && hasTaskset()

/**
 * Keeps a running process on one core, with all its threads; without one, what runs a command there.
 */
export function pinTo(core: number, pid?: number): [string, ...string[]] {
  if (pid !== undefined) execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', `${core}`, `${pid}`])
  return ['taskset', '--cpu-list', `${core}`]
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
