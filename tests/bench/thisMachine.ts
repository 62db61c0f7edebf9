import { cpus } from 'node:os'

/** What figures were measured on, as documents say it. */
export function thisMachine(cores = `${cpus().length} cores`): string {
  return `${cores} of ${cpus()[0]?.model ?? 'an unknown processor'} with Node ${process.versions.node}`
}
