import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Where to look for a program. */
export interface Whereabouts {
  /** The environment variable that names it, before anything else. */
  readonly variable: string
  /** Paths that are tried before those of the system. */
  readonly first?: readonly string[]
  /** Its names in the folders of `PATH`. */
  readonly names: readonly string[]
  /** Paths that are tried last. */
  readonly last?: readonly string[]
}

/**
 * @returns null when there is none
 * @throws Error when the environment variable names something that cannot be executed
 */
export async function findExecutable({ variable, first = [], names, last = [] }: Whereabouts): Promise<string | null> {
  const named = process.env[variable]
  if (named) {
    if (await isExecutable(named)) return named
    throw new Error(`${variable} names ${named}, which is not an executable file`)
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const system = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  for (const path of [...first, ...system, ...last]) if (await isExecutable(path)) return path
  return null
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
