import { kinds } from '../once/kinds.ts'
import { takeOnce } from '../once/takeOnce.ts'
import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'
import { CodeContent } from './code.ts'

interface Redemption {
  readonly clientId: string
  readonly code: string
  readonly redirectUri: string
}

/**
 * Uses a code up: once, within its minute, by the website that it was given for, at the address that it was sent to.
 * @throws RoadRefusal `invalid_grant`
 */
export async function redeemCode(parts: Parts, { code, clientId, redirectUri }: Redemption): Promise<CodeContent> {
  const content = await takeOnce(parts, kinds.duoCode, code, CodeContent, (kept) => {
    if (kept.clientId !== clientId) throw refusal('of another website')
    if (kept.redirectUri !== redirectUri) throw refusal('sent to another address')
  })
  if (typeof content === 'string') throw refusal(content)
  return content
}

function refusal(detail: string): RoadRefusal {
  return new RoadRefusal(
    'invalid_grant',
    'The code is unknown, expired or used, or was not given for this request',
    detail,
  )
}
