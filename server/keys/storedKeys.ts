import { ConfigError } from '../config/configError.ts'
import type { Document, Documents } from '../documents/documents.ts'
import type { KeyFile } from './keyFile.ts'
import { keysIn } from './keysIn.ts'

/**
 * The verifier's own keys in what was read of their document.
 * @throws ConfigError when there are none yet
 */
export function storedKeys(documents: Documents, found: Document | null): KeyFile {
  if (found !== null) return keysIn(found.text, documents.place('keys'))
  throw new ConfigError(
    `${documents.where} has no keys. "zauth init" makes those of a new verifier; in a database, its first start does`,
  )
}
