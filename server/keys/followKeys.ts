import type { Documents } from '../documents/documents.ts'
import type { KeyFile } from './keyFile.ts'
import { keysIn } from './keysIn.ts'

/**
 * The verifier's own keys as they are at the time: they may change by command, while the verifier runs.
 *
 * @param known what they are, as far as they cannot be read
 * @param onDamage hears when they are found damaged later on, and those known before stay
 */
export async function followKeys(
  documents: Documents,
  known: KeyFile,
  onDamage: (error: unknown) => void,
): Promise<() => KeyFile> {
  const current = await documents.follow('keys')
  let newest = known
  let seen: string | null = null
  return () => {
    try {
      const document = current()
      if (document !== null && document.version !== seen) {
        seen = document.version
        newest = keysIn(document.text, documents.place('keys'))
      }
    } catch (error) {
      onDamage(error)
    }
    return newest
  }
}
