import type { VerifierConfig } from '../config/config.ts'
import { pruneKeys } from '../keys/pruneKeys.ts'
import { rotateAnswerKey } from '../keys/rotateAnswerKey.ts'
import { rotateIdTokenKey } from '../keys/rotateIdTokenKey.ts'
import { tableOfKeys } from './tableOfKeys.ts'
import { withVerifier } from './withVerifier.ts'

/**
 * @returns a table, to be printed
 * @throws ConfigError
 */
export async function listKeys(config: VerifierConfig): Promise<string> {
  return await withVerifier(config, ({ documents }) => tableOfKeys(documents, Date.now()))
}

/**
 * @param which whether it is that of answers rather than that of id_tokens, and whether the old one is in wrong hands
 * @returns what keys there are now, as a table
 * @throws ConfigError
 */
export async function rotateKey(
  config: VerifierConfig,
  { answers, stolen }: { readonly answers: boolean; readonly stolen: boolean },
): Promise<string> {
  return await withVerifier(config, async ({ documents, note }) => {
    const now = Date.now()
    await (answers
      ? rotateAnswerKey(documents, { issuer: config.issuer, now, isStolen: stolen })
      : rotateIdTokenKey(documents, now, stolen))
    const detail = [...(answers ? ['answers'] : []), ...(stolen ? ['stolen'] : [])].join(' ') || undefined
    note({ action: 'keys rotated', by: { operator: 'keys rotate' }, detail })
    return await tableOfKeys(documents, Date.now())
  })
}

/**
 * @returns how many were deleted, and what keys there are now, as a table
 * @throws ConfigError
 */
export async function deleteOldKeys(config: VerifierConfig): Promise<string> {
  return await withVerifier(config, async ({ documents, note }) => {
    const deleted = await pruneKeys(documents, Date.now())
    if (deleted > 0) note({ action: 'keys deleted', by: { operator: 'keys prune' }, detail: String(deleted) })
    return `${deleted} private keys were deleted.\n\n${await tableOfKeys(documents, Date.now())}`
  })
}
