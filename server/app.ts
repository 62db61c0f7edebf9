import Koa from 'koa'
import { noteLockOuts } from './audit/noteLockOuts.ts'
import { answerErrors } from './http/answerErrors.ts'
import { logRequests } from './http/logRequests.ts'
import { refuseUnknown } from './http/refuseUnknown.ts'
import { refuseWrongMethods } from './http/refuseWrongMethods.ts'
import type { RequestsUnderWay } from './http/requestsUnderWay.ts'
import { secureHeaders } from './http/secureHeaders.ts'
import { speakAsIssuer } from './http/speakAsIssuer.ts'
import { underIssuerPath } from './http/underIssuerPath.ts'
import type { Pressure } from './load/createPressure.ts'
import { shedLoad } from './load/shedLoad.ts'
import { countRequests } from './metrics/countRequests.ts'
import { openidConnect } from './oidc/openidConnect.ts'
import type { PartsWithProvider } from './parts.ts'
import { routersOf } from './routersOf.ts'

/** The verifier as a Koa application: what happens to every request, in order. */
export function createApp(parts: PartsWithProvider, requests: RequestsUnderWay, pressure: Pressure): Koa {
  const { issuer } = parts.config
  const verifier = new Koa()
  verifier.use(logRequests(parts))
  verifier.use(countRequests(parts))
  verifier.use(noteLockOuts(parts))
  verifier.use(answerErrors(parts))
  verifier.use(requests.count)
  verifier.use(speakAsIssuer(issuer, parts.provider))
  verifier.use(secureHeaders(issuer))
  verifier.use(shedLoad(parts.matcher, pressure, issuer))
  for (const router of routersOf(parts)) verifier.use(refuseWrongMethods(router)).use(router.routes())
  verifier.use(openidConnect(parts))
  verifier.use(refuseUnknown)

  const app = new Koa()
  app.proxy = true
  app.keys = [...parts.keys.cookies]
  app.use(underIssuerPath(issuer, verifier))
  app.on('error', (err: unknown) => parts.log.error({ err }, 'unexpected error'))
  return app
}
