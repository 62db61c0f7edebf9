import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { ConfigError } from '../configError.ts'
import { complaintOf } from '../configComplaint.ts'
import { Client } from './client.ts'
import { registryFile } from './registryFile.ts'

const Registry = v.array(Client)

/**
 * The websites that were registered by command.
 * @throws ConfigError when the file is damaged: where and what, never a value
 */
export function readRegistry(data: string): Client[] {
  const path = registryFile(data)
  const text = textOf(path)
  if (text === null) return []
  const result = v.safeParse(Registry, parsed(text), { abortPipeEarly: true })
  if (result.success) return result.output
  const complaints = result.issues.map((issue) => `${path}: ${complaintOf(issue)}`)
  throw new ConfigError(complaints.join('\n'))
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new ConfigError(`${path}: Expected a file that can be read`, { cause })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // The schema complains about it.
  }
}
