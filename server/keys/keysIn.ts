import * as v from 'valibot'
import { ConfigError } from '../config/configError.ts'
import { jsonOf } from '../files/jsonOf.ts'
import { KeyFile } from './keyFile.ts'

/**
 * The verifier's own keys, as a document has them.
 *
 * @param place where that is
 * @throws ConfigError when it is damaged, with what to do
 */
export function keysIn(text: string, place: string): KeyFile {
  const result = v.safeParse(KeyFile, jsonOf(text))
  if (result.success) return result.output
  throw new ConfigError(
    `${place} is damaged: put a copy back, or remove it to begin with new keys (extensions will have to enrol anew)`,
  )
}
