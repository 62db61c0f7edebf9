/** The audit log: its lines, and its newest one, which is what the next is bound to. */
export const migration2 = [
  'create table if not exists audit (seq bigint primary key, time bigint not null, line text not null)',
  'create index if not exists audit_time on audit (time)',
  `create table if not exists "auditHead" (
    id int primary key,
    seq bigint not null,
    hash text not null,
    "anchorSeq" bigint not null default 0,
    anchor text
  )`,
]
