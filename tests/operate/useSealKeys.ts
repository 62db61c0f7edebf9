import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { makeSealKey } from '../../server/seal/sealKey.ts'

/** Two keys of the operator's, and room for what is sealed with them. */
export interface SealKeys {
  readonly folder: string
  /** The paths of the keys. */
  readonly key: string
  readonly other: string
  /** A folder for data, with nothing in it yet. */
  readonly data: () => Promise<string>
}

/** Makes the keys before the first test of a `describe` and removes everything after the last. */
export function useSealKeys(): SealKeys {
  const folder = join(tmpdir(), `zauth-seal-${randomUUID()}`)
  const [key, other] = [join(folder, 'key'), join(folder, 'other')]
  beforeAll(async () => {
    await mkdir(folder, { mode: 0o700 })
    await makeSealKey(key)
    await makeSealKey(other)
  })
  afterAll(() => rm(folder, { recursive: true }))
  return { folder, key, other, data: () => mkdtemp(join(folder, 'data-')) }
}
