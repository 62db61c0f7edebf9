import type { VerifierConfig } from '../config.ts'
import { ConfigError } from '../configError.ts'
import { publishedKeys } from '../keys/publishedKeys.ts'
import { readKeyFile } from '../keys/readKeyFile.ts'
import { rotateKeys } from '../keys/rotateKeys.ts'
import { signingFirst } from '../keys/signingFirst.ts'
import { checkDataFolder } from '../store/checkDataFolder.ts'
import type { KeysCommand } from './readArguments.ts'
import { tableOf } from './tableOf.ts'

/**
 * Tells of the keys of id_tokens, and rotates them.
 * @returns what to print
 * @throws ConfigError
 */
export async function runKeys({ data }: VerifierConfig, command: KeysCommand): Promise<string> {
  await checkDataFolder(data)
  if (command.name === 'keys rotate') await rotateKeys(data, Date.now(), command.isStolen)
  return listOf(data, Date.now())
}

function listOf(data: string, now: number): string {
  const file = readKeyFile(data)
  if (file === null)
    throw new ConfigError(`data: ${data} has no keys yet. They are made when the verifier first starts`)
  const [signing] = signingFirst(file.idToken, now)
  const rows = publishedKeys(file.idToken, now).map(({ key, signsFrom, publishedUntil }) => [
    key.kid,
    key.kid === signing.kid ? 'now' : signsFrom > now ? `from ${dateOf(signsFrom)}` : 'no more',
    publishedUntil === null ? '' : `until ${dateOf(publishedUntil)}`,
  ])
  return tableOf([['KEY', 'SIGNS', 'PUBLISHED'], ...rows])
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
