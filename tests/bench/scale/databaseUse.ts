import { readdir, readFile } from 'node:fs/promises'
import type { Client } from 'pg'
import { cpuSeconds } from '../verifier/cpuSeconds.ts'

/** What a PostgreSQL has done since it started. */
export interface DatabaseUse {
  /** Processor time of all its processes; null where the system does not tell (it does on Linux). */
  readonly cpuSeconds: number | null
  /** Statements, each of which is a transaction. */
  readonly statements: number
  /** Bytes of its log, which go to its disk and to its copies. */
  readonly logBytes: number
}

/** @param client of the same machine */
export async function databaseUse(client: Client): Promise<DatabaseUse> {
  // Counts of a backend are told a moment late; whoever asks again is told anew.
  await client.query('select pg_stat_force_next_flush(), pg_stat_clear_snapshot()')
  const { rows } = await client.query<{ pid: number; statements: string; bytes: string }>(
    `select pg_backend_pid() as pid, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bytes,
      (select xact_commit from pg_stat_database where datname = current_database()) as statements`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('PostgreSQL says nothing about itself')
  return {
    cpuSeconds: await cpuOfServer(row.pid),
    statements: Number(row.statements),
    logBytes: Number(row.bytes),
  }
}

/** Of the process that began a backend, and of all that it has begun. */
async function cpuOfServer(backend: number): Promise<number | null> {
  const server = await parentOf(backend)
  if (server === null) return null
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const own = await Promise.all(pids.map(async (pid) => ((await parentOf(pid)) === server ? pid : null)))
  const used = await Promise.all([server, ...own.filter((pid) => pid !== null)].map((pid) => cpuSeconds(pid)))
  return used.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0)
}

async function parentOf(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // proc(5): the fourth field, behind the name in brackets and the state.
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  return Number.isInteger(parent) ? parent : null
}
