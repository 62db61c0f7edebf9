import type { Client } from 'pg'

/** A database as SQL that makes it anew. */
export interface Dump {
  /** What makes its tables, in an order of its own: the same for two databases whose tables are alike. */
  readonly tables: readonly string[]
  /** What puts its rows in. */
  readonly rows: readonly string[]
}

/** Columns in the order of their names: where one that came later stands is of no account. */
const createTables = `
  select format('create table %I (%s)', c.relname, string_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), ', ' order by a.attname)) as sql
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`
const addConstraints = `
  select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as sql
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by conrelid::regclass::text, conname`
const createIndexes = `
  select pg_get_indexdef(indexrelid) as sql from pg_index join pg_class c on c.oid = indexrelid
  where c.relnamespace = 'public'::regnamespace and not indisprimary order by c.relname`
const allTables = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`

export async function dumpDatabase(client: Client): Promise<Dump> {
  const sqlOf = async (statement: string) => (await client.query<{ sql: string }>(statement)).rows.map(({ sql }) => sql)
  const { rows: tables } = await client.query<{ name: string }>(allTables)
  const rows: string[] = []
  for (const { name } of tables)
    rows.push(
      ...(await sqlOf(
        `select format('insert into %I select * from json_populate_record(null::%I, %L)', '${name}', '${name}', to_json(t)) as sql
         from "${name}" t order by t::text`,
      )),
    )
  return {
    tables: [...(await sqlOf(createTables)), ...(await sqlOf(addConstraints)), ...(await sqlOf(createIndexes))],
    rows,
  }
}

/** As a file, of a statement in each line. */
export const textOf = ({ tables, rows }: Dump): string => [...tables, ...rows].map((sql) => `${sql};\n`).join('')
