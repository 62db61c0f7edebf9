import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../store/postgres/database.ts'
import type { AuditJournal } from './auditJournal.ts'
import { auditHashOf, noAuditLine, type AuditHead } from './auditLine.ts'

/** Lines that are read at once. */
const page = 1000
/** How often somebody else may be faster: there are as many writers as nodes, and each writes a group at a time. */
const patience = 200

/**
 * The audit log in a table, one chain for all nodes: each binds its group of lines to the newest one, in one statement that does nothing
 * when another node was faster.
 *
 * @param database stays its owner's
 */
export function openAuditRows(database: Database): AuditJournal {
  async function readHead(): Promise<AuditHead> {
    const { rows } = await database.query('select seq, hash from "auditHead" where id = 1')
    const [row] = rows
    return row === undefined ? noAuditLine : { seq: Number(row['seq']), hash: row['hash'] ?? '' }
  }

  return {
    async append(chaining) {
      await database.query('insert into "auditHead" (id, seq, hash) values (1, 0, $1) on conflict (id) do nothing', [
        noAuditLine.hash,
      ])
      for (let tried = 1; tried <= patience; tried += 1) {
        const head = await readHead()
        const lines = await chaining(head)
        if (lines.length === 0) return head
        const next = { seq: head.seq + lines.length, hash: auditHashOf(lines.at(-1) ?? '') }
        const { count } = await database.query(
          `with moved as (
            update "auditHead" set seq = $3, hash = $4 where id = 1 and seq = $1 and hash = $2 returning id
          )
          insert into audit (seq, time, line)
            select added.seq, added.time, added.line from moved,
              unnest($5::text[]::bigint[], $6::text[]::bigint[], $7::text[]) as added (seq, time, line)`,
          [
            head.seq,
            head.hash,
            next.seq,
            next.hash,
            lines.map((_, i) => String(head.seq + 1 + i)),
            lines.map(timeIn),
            lines,
          ],
        )
        if (count === lines.length) return next
        await wait(Math.random() * 10)
      }
      throw new Error('The audit log could not be written: others were always faster')
    },

    async *lines() {
      for (let after = 0; ;) {
        const { rows } = await database.query('select seq, line from audit where seq > $1 order by seq limit $2', [
          after,
          page,
        ])
        for (const row of rows) yield row['line'] ?? ''
        if (rows.length < page) return
        after = Number(rows.at(-1)?.['seq'])
      }
    },

    async tail(count) {
      const { rows } = await database.query('select line from audit order by seq desc limit $1', [count])
      return rows.map((row) => row['line'] ?? '').reverse()
    },

    async anchor() {
      const { rows } = await database.query('select anchor from "auditHead" where id = 1')
      return rows[0]?.['anchor'] ?? null
    },

    async setAnchor(signature, seq) {
      await database.query(
        'update "auditHead" set anchor = $1, "anchorSeq" = $2 where id = 1 and "anchorSeq" < $2::bigint',
        [signature, seq],
      )
    },

    async removeBefore(time, noting) {
      const { rows } = await database.query(
        `select seq, line from audit
          where seq < (select coalesce(min(seq), 0) from audit where time >= $1) order by seq desc limit 1`,
        [time],
      )
      const [row] = rows
      if (row === undefined) return
      const through = { seq: Number(row['seq']), hash: auditHashOf(row['line'] ?? '') }
      await noting(through)
      await database.query('delete from audit where seq <= $1', [through.seq])
    },

    close: () => Promise.resolve(),
  }
}

/** Lines are ours, and begin with their number and their time. */
function timeIn(line: string): string {
  return /^\{"seq":\d+,"time":(\d{1,16}),/.exec(line)?.[1] ?? '0'
}
