import type { Context } from 'koa'
import type { Parts } from '../parts.ts'
import { addresses } from './addresses.ts'
import { authenticateClient } from './authenticateClient.ts'
import { parametersOf } from './parametersOf.ts'

/** `POST /oauth/v1/health_check`: whether this verifier is there and knows the website, asked before anybody is sent here. */
export async function healthCheck(ctx: Context, parts: Parts): Promise<void> {
  const parameters = await parametersOf(ctx, parts)
  await authenticateClient(parts, parameters, `${parts.config.issuer}${addresses.healthCheck}`)
  ctx.body = { stat: 'OK', response: { timestamp: Math.floor(parts.now() / 1000) } }
}
