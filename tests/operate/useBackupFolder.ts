import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { BackupOptions } from '../../server/backup/backup.ts'
import { checkConfig, type VerifierConfig } from '../../server/config/config.ts'
import { fillData } from './fillData.ts'

/** Where the tests of one file take backups, and what they say of each. */
export interface BackupFolder {
  readonly folder: string
  /** The settings file. */
  readonly settings: string
  /** A path in the folder where nothing is yet. */
  readonly inFolder: (name: string) => string
  /** Into which file, in clear. */
  readonly to: (path: string) => BackupOptions
  /** Into which file, by whatever key is named beside it. */
  readonly encrypted: (path: string) => BackupOptions
  /** The settings of a verifier with such data. */
  readonly configFor: (data: string, sealWith?: string) => VerifierConfig
  /** A data folder of some people, as a verifier leaves it. */
  readonly filled: (people: number, sealWith?: string) => Promise<string>
}

/** What a restore is told that is told nothing in particular. */
export const plainly = { withoutRecoveryCodes: false }

/** Makes the folder before the first test of a `describe` and removes it after the last. */
export function useBackupFolder(): BackupFolder {
  const folder = join(tmpdir(), `zauth-backup-${randomUUID()}`)
  const settings = join(folder, 'zauth.toml')
  let made = 0
  const inFolder = (name: string): string => join(folder, `${name}-${made++}`)
  const to = (path: string): BackupOptions => ({ to: path, recipient: [], settings, plain: true })
  beforeAll(async () => {
    await mkdir(folder, { mode: 0o700 })
    await writeFile(settings, 'issuer = "http://localhost:4000"\n')
  })
  afterAll(() => rm(folder, { recursive: true }))
  return {
    folder,
    settings,
    inFolder,
    to,
    encrypted: (path) => ({ ...to(path), plain: false }),
    configFor: (data, sealWith) =>
      checkConfig({ issuer: 'http://localhost:4000', data, ...(sealWith !== undefined && { sealWith }) }),
    async filled(people, sealWith) {
      const data = inFolder('data')
      await fillData(data, people, sealWith)
      return data
    },
  }
}
