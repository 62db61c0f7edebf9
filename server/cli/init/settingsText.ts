import { stringify } from 'smol-toml'
import type { VerifierConfig } from '../../config/config.ts'

/** A settings file with what was decided, and what each line is. */
export function settingsText({ issuer, name, data, database, listen }: VerifierConfig): string {
  const line = (setting: string, value: string | number): string => stringify({ [setting]: value }).trim()
  return `# The settings of a ZAuth verifier. docs/settings.md, beside README.md where zauth is installed, has the others; "zauth doctor" looks at them all.

# What browsers see: https, by your TLS proxy. http is for localhost alone.
${line('issuer', issuer)}
# What people read.
${line('name', name)}
# Records, ciphertexts and keys, for the verifier's user alone.
${line('data', data)}
${database === undefined ? '' : `# PostgreSQL, instead of records and ciphertexts in that folder.\n${line('database', database)}\n`}
[listen]
${line('host', listen.host)}
${line('port', listen.port)}
`
}
