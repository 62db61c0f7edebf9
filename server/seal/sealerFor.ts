import { ConfigError } from '../config/configError.ts'
import type { Documents } from '../documents/documents.ts'
import type { Sealer } from './createSealer.ts'
import { readSealNote } from './sealNote.ts'
import { readSealKey } from './sealKey.ts'

/**
 * What has sealed everything that is stored; `null` when nothing is sealed. What a new verifier stores is sealed from the beginning: whoever
 * writes it notes that before (`noteSealer`). Changes nothing.
 *
 * @param sealWith path of the key, as the settings name it
 * @param documents in clear
 * @throws ConfigError when the key is missing or another one, or what is stored is not sealed, or half
 */
export async function sealerFor(sealWith: string | undefined, documents: Documents): Promise<Sealer | null> {
  const sealer = sealWith === undefined ? null : await readSealKey(sealWith)
  for (;;) {
    const { note, version } = await readSealNote(documents)
    if (note.changing !== undefined) {
      throw new ConfigError('sealWith: A change of what is sealed was interrupted. Run the same "zauth seal" again')
    }
    if (sealer === null) {
      if (note.key === null) return null
      throw new ConfigError('sealWith is missing: What is stored is sealed, and cannot be opened without its key')
    }
    if (note.key === sealer.keyId) return sealer
    if (note.key !== null) {
      throw new ConfigError(`sealWith: Expected the key that has sealed what is stored, and ${sealWith} holds another`)
    }
    if (version !== null) {
      throw new ConfigError(
        'sealWith: What is stored is in clear since "zauth seal off": take sealWith out of the settings. To seal it again, stop the verifier and run "zauth seal on"',
      )
    }
    if (await isNew(documents)) return sealer
    // Another node may have begun in between.
    if ((await readSealNote(documents)).version === null) {
      throw new ConfigError('sealWith: What is stored is not sealed yet. Stop the verifier and run "zauth seal on"')
    }
  }
}

/** Every verifier that has run has keys. */
async function isNew(documents: Documents): Promise<boolean> {
  return (await documents.read('keys')) === null && (await documents.read('clients')) === null
}
