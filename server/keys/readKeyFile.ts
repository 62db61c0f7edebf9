import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { KeyFile } from './keyFile.ts'
import { keyFilePath } from './keyFilePath.ts'

/**
 * The verifier's own keys; `null` when it has none yet.
 * @throws Error when the file is damaged, with what to do
 */
export function readKeyFile(data: string): KeyFile | null {
  const path = keyFilePath(data)
  const text = textOf(path)
  if (text === null) return null
  const result = v.safeParse(KeyFile, parsed(text))
  if (result.success) return result.output
  throw new Error(
    `${path} is damaged: put a copy back, or remove it to begin with new keys (extensions will have to enrol anew)`,
  )
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // The schema complains about it.
  }
}
