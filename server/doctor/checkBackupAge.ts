import { readAuditLine } from '../audit/auditLine.ts'
import { openAuditJournal } from '../audit/openAuditJournal.ts'
import { openDatabaseOf } from '../store/postgres/openDatabaseOf.ts'
import type { VerifierConfig } from '../config/config.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'

const day = 24 * 60 * 60_000
/** The audit log keeps its lines for longer. */
const oldestDays = 7
const mend = 'zauth backup --to FOLDER --recipient age1…, by a timer, and to another machine'

/** When the last backup was made, by what the audit log says. */
export async function checkBackupAge(config: VerifierConfig, now: number): Promise<Finding[]> {
  const { begun, madeAt } = await timesIn(config)
  if (madeAt !== null) {
    const days = Math.floor((now - madeAt) / day)
    const says = `The last one was made ${days} days ago.`
    return [days > oldestDays ? wrong('backup', says, mend) : fine('backup', says)]
  }
  if (begun !== null && now - begun > oldestDays * day)
    return [wrong('backup', 'The audit log knows of none that was made by zauth backup.', mend)]
  return [unknown('backup', 'None was made yet by zauth backup.', mend)]
}

/** When the audit log begins, and when it says that the newest backup was made; milliseconds since 1970. */
async function timesIn(config: VerifierConfig): Promise<{ begun: number | null; madeAt: number | null }> {
  await using acquired = new AsyncDisposableStack()
  const database = acquired.adopt(await openDatabaseOf(config), async (opened) => await opened?.close())
  let [begun, madeAt]: [number | null, number | null] = [null, null]
  for await (const text of openAuditJournal(config.data, database).lines()) {
    const line = readAuditLine(text)
    begun ??= line?.time ?? null
    if (line?.action === 'backup made') madeAt = line.time
  }
  return { begun, madeAt }
}
