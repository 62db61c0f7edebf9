import * as v from 'valibot'
import { ConfigError } from '../config/configError.ts'
import type { Documents } from '../documents/documents.ts'
import { jsonOf } from '../files/jsonOf.ts'
import type { Sealer } from './createSealer.ts'

/** Which key has sealed what is stored, `null` for none; and under which it was to come when that was interrupted. */
const SealNote = v.strictObject({
  key: v.nullable(v.string()),
  changing: v.optional(v.strictObject({ to: v.nullable(v.string()) })),
})
export type SealNote = v.InferOutput<typeof SealNote>

/**
 * What the documents say about how everything is sealed. Where there is no note, nothing is.
 * @throws ConfigError when the note is damaged
 */
export async function readSealNote(documents: Documents): Promise<{ note: SealNote; version: string | null }> {
  const found = await documents.read('seal')
  if (found === null) return { note: { key: null }, version: null }
  const result = v.safeParse(SealNote, jsonOf(found.text))
  if (!result.success) throw new ConfigError(`${documents.place('seal')}: is damaged; put a copy back`)
  return { note: result.output, version: found.version }
}

/** Writes it, if it is as it was seen; whether it did. */
export function writeSealNote(documents: Documents, from: string | null, note: SealNote): Promise<boolean> {
  return documents.replace('seal', from, `${JSON.stringify(note)}\n`)
}

/**
 * Notes by what a new verifier seals, before the first thing is written: of several nodes that start together one does it.
 * @throws ConfigError when another key was noted meanwhile
 */
export async function noteSealer(documents: Documents, { keyId }: Sealer): Promise<void> {
  for (;;) {
    const { note, version } = await readSealNote(documents)
    if (version !== null && note.key === keyId) return
    if (version !== null)
      throw new ConfigError('sealWith: Expected the key that has sealed what is stored, and it is another by now')
    await writeSealNote(documents, null, { key: keyId })
  }
}
