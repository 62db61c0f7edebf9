import { randomBytes } from 'node:crypto'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import type { CodeContent } from './code.ts'
import { codeIdOf } from './codeIdOf.ts'

const lifetime = 60_000
/** Past its end a code is kept this long, so that a second use is seen. */
const remembered = 10 * 60_000

/**
 * The one code of a sign-in that ended well.
 * @throws ZAuthError `interaction_over` when it has had it
 */
export async function issueCode(
  { store, now }: Parts,
  { id, removeAt }: InteractionRecord,
  content: Omit<CodeContent, 'expiresAt'>,
): Promise<string> {
  const nothing = { grantId: null, uid: null, consumed: null }
  const isFirst = await store.artifacts.insert({ id: `duo:answered:${id}`, ...nothing, payload: '{}', removeAt })
  if (!isFirst) throw new ZAuthError('interaction_over', 'its code was given already')

  const code = randomBytes(32).toString('base64url')
  const expiresAt = now() + lifetime
  await store.artifacts.insert({
    id: codeIdOf(code),
    ...nothing,
    payload: JSON.stringify({ ...content, expiresAt } satisfies CodeContent),
    removeAt: expiresAt + remembered,
  })
  return code
}
