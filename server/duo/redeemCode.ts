import * as v from 'valibot'
import type { Parts } from '../parts.ts'
import { CodeContent } from './code.ts'
import { codeIdOf } from './codeIdOf.ts'
import { DuoRefusal } from './refusal.ts'

interface Redemption {
  readonly clientId: string
  readonly code: string
  readonly redirectUri: string
}

/**
 * Uses a code up: once, within its minute, by the website that it was given for, at the address that it was sent to.
 * @throws DuoRefusal `invalid_grant`
 */
export async function redeemCode({ store, now }: Parts, redemption: Redemption): Promise<CodeContent> {
  const id = codeIdOf(redemption.code)
  const found = await store.artifacts.find(id)
  if (found === null) throw refusal('no such code')
  const content = v.parse(CodeContent, JSON.parse(found.payload))
  if (content.clientId !== redemption.clientId) throw refusal('of another website')
  if (content.redirectUri !== redemption.redirectUri) throw refusal('sent to another address')
  // Of two that use it at the same time, one gets here second.
  const isFirst = await store.artifacts.update(id, { consumed: null }, { consumed: Math.floor(now() / 1000) })
  if (!isFirst) throw refusal('used before')
  if (content.expiresAt <= now()) throw refusal('expired')
  return content
}

function refusal(detail: string): DuoRefusal {
  return new DuoRefusal(
    'invalid_grant',
    'The code is unknown, expired or used, or was not given for this request',
    detail,
  )
}
