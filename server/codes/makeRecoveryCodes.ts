import { randomBytes } from 'node:crypto'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import { codeIdOf } from './codeIdOf.ts'
import { drawCode } from './drawCode.ts'
import { readCode } from './readCode.ts'

const codesOfSet = 10

/**
 * New recovery codes of an account, to be shown once: those that it had are good no more.
 * @throws ZAuthError `device_unknown` when it has no device any more
 */
export async function makeRecoveryCodes(parts: Pick<Parts, 'store' | 'keys'>, account: string): Promise<string[]> {
  const { store } = parts
  const codes = Array.from({ length: codesOfSet }, drawCode)
  const ids: string[] = []
  for (const code of codes) ids.push(await codeIdOf(parts, account, readCode(code) ?? code))

  const set = randomBytes(16).toString('base64url')
  // Only those that were there before: of two that make codes at the same time, neither takes the other's away.
  const before = (await store.recoveryCodes.findAll({ account })).map((code) => code.set)
  // The new first: whoever crashes in between has both.
  await Promise.all(ids.map((id) => store.recoveryCodes.insert({ id, account, set, hash: 'pbkdf2' })))
  await store.recoveryCodes.removeAll({ account, set: before })
  // Looked at last: whoever empties an account takes its codes away afterwards, so that none outlives its devices.
  if ((await store.accounts.find(account))?.devices.length === 0) {
    await store.recoveryCodes.removeAll({ account, set })
    throw new ZAuthError('device_unknown', 'removed meanwhile')
  }
  return codes
}
