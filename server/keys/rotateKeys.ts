import { ConfigError } from '../configError.ts'
import { changeFile } from '../store/changeFile.ts'
import { createSigningKey } from './createSigningKey.ts'
import { keyFilePath } from './keyFilePath.ts'
import { publishedBefore, publishedKeys } from './publishedKeys.ts'
import { readKeyFile } from './readKeyFile.ts'

/**
 * Gives the verifier a new key for id_tokens. It is published for a day before it signs, and the one before stays published for a
 * day after that, so that no website finds an id_token whose key it cannot have.
 *
 * @param now milliseconds since 1970
 * @param isStolen the key before is in wrong hands: the new one signs at once, and no other is published any more
 * @throws ConfigError when the verifier has no keys, one waits already, or another change is under way
 */
export async function rotateKeys(data: string, now: number, isStolen: boolean): Promise<void> {
  if (readKeyFile(data) === null) {
    throw new ConfigError(`data: ${data} has no keys yet. They are made when the verifier first starts`)
  }
  await changeFile(keyFilePath(data), async () => {
    const file = readKeyFile(data)
    if (file === null) throw new ConfigError(`data: The keys of ${data} are gone`)
    const waiting = file.idToken.find(({ signsFrom }) => signsFrom > now)
    if (waiting !== undefined && !isStolen) {
      throw new ConfigError(`keys: A new key waits already, to sign from ${new Date(waiting.signsFrom).toISOString()}`)
    }
    const key = await createSigningKey('RS256')
    const kept = publishedKeys(file.idToken, now).map(({ key: old, signsFrom }) => ({ key: old, signsFrom }))
    const idToken = isStolen ? [{ key, signsFrom: now }] : [...kept, { key, signsFrom: now + publishedBefore }]
    return JSON.stringify({ ...file, idToken }, null, 2)
  })
}
