import manifest from '../../models/models.json' with { type: 'json' }
import { sha256 } from '../protocol/encoding.ts'
import { ZAuthError } from '../protocol/errors.ts'

/**
 * A file of the recognition's, if it is byte by byte the one that this program was written for.
 *
 * @param read gives a file's bytes by its name
 * @throws ZAuthError `model_damaged`
 */
export async function readChecked(file: string, read: (file: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  const bytes = await read(file)
  const digest = await sha256(bytes)
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const expected = manifest.files.find((entry) => entry.file === file)?.sha256
  if (hex !== expected) throw new ZAuthError('model_damaged', `${file} has the sha256 ${hex}`)
  return bytes
}
