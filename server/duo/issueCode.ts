import { ZAuthError } from '../../shared/protocol/errors.ts'
import { firstTime } from '../once/firstTime.ts'
import { keepOnce } from '../once/keepOnce.ts'
import { kinds } from '../once/kinds.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import type { CodeContent } from './code.ts'

const times = { lifetime: 60_000, remembered: 10 * 60_000 }

/**
 * The one code of a sign-in that ended well.
 * @throws ZAuthError `interaction_over` when it has had it
 */
export async function issueCode(
  parts: Parts,
  { id, removeAt }: InteractionRecord,
  content: Omit<CodeContent, 'expiresAt'>,
): Promise<string> {
  const isFirst = await firstTime(parts.store, kinds.duoAnswer + id, removeAt)
  if (!isFirst) throw new ZAuthError('interaction_over', 'its code was given already')
  return await keepOnce(parts, kinds.duoCode, content, times)
}
