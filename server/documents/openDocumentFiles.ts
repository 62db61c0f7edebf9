import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { ConfigError } from '../config/configError.ts'
import { withFileLock } from '../files/withFileLock.ts'
import { writePrivateFile } from '../files/writePrivateFile.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import { fileVersion } from '../files/fileVersion.ts'
import type { Document, Documents } from './documents.ts'

/**
 * Documents as files of a data folder, for their owner alone (mode 0600). Whoever changes one holds a lock for as long as the writing
 * takes; one that a crash leaves behind keeps nobody out (`withFileLock`).
 */
export function openDocumentFiles(data: string): Documents {
  const place = (name: string): string => join(data, `${name}.json`)
  return {
    where: `data: ${data}`,
    place,
    read: (name) => Promise.resolve(read(place(name))),
    async replace(name, from, text) {
      const path = place(name)
      try {
        return await withFileLock(`${path}.changing`, async () => {
          if (fileVersion(path) !== (from ?? '')) return false
          await writePrivateFile(path, text)
          return true
        })
      } catch (error) {
        throw pathComplaint(error, `${path} cannot be changed`)
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
