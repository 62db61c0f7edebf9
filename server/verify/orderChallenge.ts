import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { authenticateClient } from '../http/authenticateClient.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { readJson } from '../http/readJson.ts'
import { accountIdOf } from '../interactions/accountIdOf.ts'
import type { Parts } from '../parts.ts'
import type { ChallengeQuota } from './challengeQuota.ts'
import { ChallengeOrder, type OrderedChallenge } from './messages.ts'
import { newChallenge } from './newChallenge.ts'

/** Challenges of one account that may be alive at the same time: a person in a few tabs needs no more. */
const mostOfAccount = 20

/** `POST /v1/challenges`: the back end asks for a look at one of its users; where to send her browser. */
export async function orderChallenge(ctx: Context, parts: Parts, quota: ChallengeQuota): Promise<void> {
  const { store, config } = parts
  const client = authenticateClient(ctx, parts, 'verify')
  const { user, returnTo, reason = null, action = null, acr } = await readJson(ctx, parts, ChallengeOrder)
  const account = accountIdOf(client.id, user)
  noteSubject(ctx, parts, account)
  // RFC 9700 §4.1.3: exactly, or anybody's page could be made to look like the website's.
  if (!client.redirectUris.includes(returnTo)) throw new ZAuthError('return_unregistered')
  const { challenge, secret } = newChallenge(parts, {
    clientId: client.id,
    userId: user,
    account,
    returnTo,
    reason,
    action,
    demandsFace: acr !== undefined,
  })
  const { id, expiresAt } = challenge
  await store.verifyChallenges.insert(challenge)
  try {
    await refuseCrowd(parts, account)
    // Last: what is refused for one user takes nothing from the others of her website.
    quota.take(client.id, expiresAt)
  } catch (error) {
    await store.verifyChallenges.remove(id)
    throw error
  }
  ctx.status = 201
  ctx.body = { id, url: `${config.issuer}/verify/${id}`, secret, expiresAt } satisfies OrderedChallenge
}

/** Its own among them, so that of many that are ordered at once none goes unseen. */
async function refuseCrowd({ store, now }: Parts, account: string): Promise<void> {
  const theirs = await store.verifyChallenges.findAll({ account, state: ['open', 'begun'] })
  if (theirs.filter(({ expiresAt }) => expiresAt > now()).length > mostOfAccount) {
    throw new ZAuthError('too_many_tries', 'one account, too many challenges', { retryAfter: 60 })
  }
}
