/** Records, ciphertexts and documents. */
export const migration1 = [
  ...table('accounts', []),
  ...table('devices', ['account', 'interaction', 'proofKey', 'state']),
  ...table('tries', []),
  ...table('interactions', ['ticketHash', 'account', 'request'], 'removeAt'),
  ...table('challenges', ['interaction', 'account'], 'removeAt'),
  ...table('draws', [], 'removeAt'),
  ...table('verifyChallenges', ['account', 'secretHash'], 'removeAt'),
  ...table('recoveryCodes', ['account']),
  ...table('enrolmentTickets', ['account'], 'removeAt'),
  ...table('additions', [], 'removeAt'),
  ...table('artifacts', ['grantId', 'uid'], 'removeAt'),
  `create table if not exists ciphertexts (
    device text primary key,
    "publicKey" bytea not null,
    template bytea not null,
    "writtenAt" timestamptz not null default now()
  )`,
  'create index if not exists "ciphertexts_writtenAt" on ciphertexts ("writtenAt")',
  'create table if not exists documents (name text primary key, version bigint not null, text text not null)',
]

function table(name: string, texts: readonly string[], time?: string): string[] {
  const columns = [
    ...texts.map((field) => `"${field}" text`),
    ...(time === undefined ? [] : [`"${time}" float8 not null`]),
  ]
  const fields = [...texts, ...(time === undefined ? [] : [time])]
  return [
    `create table if not exists "${name}" (${['id text primary key', ...columns, 'record jsonb not null'].join(', ')})`,
    ...fields.map((field) => `create index if not exists "${name}_${field}" on "${name}" ("${field}")`),
  ]
}
