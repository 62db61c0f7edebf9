import * as v from 'valibot'
import { ConfigError } from '../config/configError.ts'
import { complaintOf } from '../config/configComplaint.ts'
import type { Document } from '../documents/documents.ts'
import { jsonOf } from '../files/jsonOf.ts'
import { Client } from './client.ts'

const Registry = v.array(Client)

/**
 * The websites that were registered by command, with their secrets, as their document has them.
 *
 * @param found what was read of it, `null` where nobody has registered any
 * @param place where it is
 * @throws ConfigError when it is damaged: where and what, never a value
 */
export function registryIn(found: Document | null, place: string): Client[] {
  if (found === null) return []
  const result = v.safeParse(Registry, jsonOf(found.text), { abortPipeEarly: true })
  if (result.success) return result.output
  const complaints = result.issues.map((issue) => `${place}: ${complaintOf(issue)}`)
  throw new ConfigError(complaints.join('\n'))
}
