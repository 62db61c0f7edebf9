import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { lastBackup } from '../backup/lastBackup.ts'
import type { VerifierConfig } from '../config/config.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'

const day = 24 * 60 * 60_000
const oldestDays = 7
const Note = v.looseObject({ madeAt: v.number() })
const mend = 'zauth backup --to FOLDER --recipient age1…, by a timer, and to another machine'

/** When the last backup was made, as the data folder remembers it. */
export async function checkBackupAge({ data }: VerifierConfig, now: number): Promise<Finding[]> {
  const text = await readFile(join(data, lastBackup), 'utf8').catch(() => null)
  const note = text === null ? null : v.safeParse(Note, parsed(text))
  if (note?.success === true) {
    const days = Math.floor((now - note.output.madeAt) / day)
    const says = `The last one was made ${days} days ago.`
    return [days > oldestDays ? wrong('backup', says, mend) : fine('backup', says)]
  }
  // With a database there need be no folder.
  const begun = (await stat(data).catch(() => null))?.birthtimeMs ?? now
  if (now - begun > oldestDays * day) return [wrong('backup', 'None was ever made by zauth backup.', mend)]
  return [unknown('backup', 'None was made yet by zauth backup.', mend)]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
