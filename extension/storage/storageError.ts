import { ZAuthError } from '../../shared/protocol/errors.ts'

/** What a browser's storage failed with, as one of our errors if it is because there is no room. */
export function storageError(error: unknown): unknown {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error)
  // IndexedDB has a name for it; extension storage says it in words, which differ between browsers.
  if (!/quota|no space|disk (?:is )?full|FILE_ERROR_NO_SPACE/i.test(text)) return error
  return new ZAuthError('storage_full', text, { cause: error })
}
