import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Client } from '../clients/client.ts'
import type { Parts } from '../parts.ts'
import type { Road } from '../roads/roads.ts'
import { noteWebsite } from './noteWebsite.ts'

const basic = /^Basic +([A-Za-z0-9+/]+={0,2})$/i

/**
 * The website whose back end sends a request, by its id and secret (RFC 7617). A page of the web is refused even with the
 * right secret: there it would be everybody's.
 *
 * @param road the one that it takes; none for what websites of every road may ask
 * @throws ZAuthError `client_unauthenticated`, `road_closed` when the website is not registered for that road
 */
export function authenticateClient(ctx: Context, parts: Parts, road?: Road): Client {
  if (ctx.get('Origin') !== '') throw refusal(ctx, 'from a page of the web')
  const [id, secret] = credentialsOf(ctx.get('Authorization'))
  const client = parts.clients.find(id)
  // An unknown website takes as long as a known one with another secret.
  const isRight = timingSafeEqual(hashOf(secret), hashOf(client?.secret ?? ''))
  if (client === null || !isRight) throw refusal(ctx, 'no such id and secret')
  noteWebsite(ctx, client)
  if (road !== undefined && !client.roads.includes(road)) throw new ZAuthError('road_closed', road)
  return client
}

function credentialsOf(header: string): [id: string, secret: string] {
  const encoded = basic.exec(header)?.[1] ?? ''
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)]
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

function refusal(ctx: Context, detail: string): ZAuthError {
  ctx.set('WWW-Authenticate', 'Basic realm="zauth", charset="UTF-8"')
  return new ZAuthError('client_unauthenticated', detail)
}
