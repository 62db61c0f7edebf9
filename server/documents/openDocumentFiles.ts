import { readFileSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { ConfigError } from '../config/configError.ts'
import { writePrivateFile } from '../files/writePrivateFile.ts'
import { NotNowError } from '../config/notNowError.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import type { Document, Documents } from './documents.ts'
import { fileVersion } from '../files/fileVersion.ts'

/**
 * Documents as files of a data folder, for their owner alone (mode 0600). Whoever changes one holds a lock for as long as the writing
 * takes; a crash in that moment leaves it behind, and the complaint says what to do.
 */
export function openDocumentFiles(data: string): Documents {
  const place = (name: string): string => join(data, `${name}.json`)
  return {
    where: `data: ${data}`,
    place,
    read: (name) => Promise.resolve(read(place(name))),
    async replace(name, from, text) {
      const path = place(name)
      const lock = `${path}.changing`
      const held = await open(lock, 'wx', 0o600).catch((cause: unknown) => {
        const isHeld = errorCodeOf(cause) === 'EEXIST'
        if (isHeld)
          throw new NotNowError(`${lock}: Another change is under way; if none is, remove this file`, { cause })
        throw pathComplaint(cause, `${lock} cannot be made`)
      })
      try {
        if (fileVersion(path) !== (from ?? '')) return false
        await writePrivateFile(path, text)
        return true
      } finally {
        await held.close()
        await rm(lock)
      }
    },
    follow(name) {
      const path = place(name)
      let known = read(path)
      let seen = known?.version ?? ''
      return Promise.resolve(() => {
        const version = fileVersion(path)
        if (version === seen) return known
        // Before it is read: of a file that cannot be, there is one complaint.
        seen = version
        return (known = read(path))
      })
    },
    close: () => Promise.resolve(),
  }
}

/** The version is that of the moment before: of a file that changes meanwhile it is one that counts no more. */
function read(path: string): Document | null {
  const version = fileVersion(path)
  if (version === '') return null
  try {
    return { text: readFileSync(path, 'utf8'), version }
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return null
    throw new ConfigError(`${path}: Expected a file that this user can read`, { cause })
  }
}
