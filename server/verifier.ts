import type { RequestListener } from 'node:http'
import type Koa from 'koa'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { noteRun } from './audit/noteRun.ts'
import { checkConfig, type VerifierConfig, type VerifierConfigInput } from './config/config.ts'
import { tidyAtStart } from './devices/tidyAtStart.ts'
import { createRequestsUnderWay } from './http/requestsUnderWay.ts'
import { createPressure } from './load/createPressure.ts'
import { openProvider } from './oidc/openProvider.ts'
import { openParts } from './openParts.ts'
import { createOperatorApp, type OperatorApp } from './operatorApp.ts'
import { adminPages } from './operators/pages/adminPages.ts'
import { startSweeping } from './privacy/startSweeping.ts'
import type { VerifierOptions } from './verifierOptions.ts'

export interface Verifier {
  /** To listen by itself, or to be mounted at the issuer's path of another Koa application. */
  readonly app: Koa
  /** The same for a plain Node server, which hands over the whole address, and for Express, which takes the path off. */
  readonly handle: RequestListener
  /** Health, readiness and metrics, for an address that the public cannot reach. */
  readonly operator: OperatorApp
  readonly config: VerifierConfig
  readonly log: Logger
  /**
   * Refuses further requests with 503, waits for those that are under way, and ends threads, timers and files. The server is its
   * owner's to close, before or afterwards.
   */
  close(): Promise<void>
}

/**
 * A verifier, ready to answer.
 * @throws ConfigError
 */
export async function openVerifier(input: VerifierConfigInput, options: VerifierOptions = {}): Promise<Verifier> {
  const config = checkConfig(input)
  await using acquired = new AsyncDisposableStack()
  const { parts, operators } = await openParts(config, options, acquired)

  await tidyAtStart(parts)
  const requests = createRequestsUnderWay()
  const pressure = acquired.adopt(createPressure(parts.matcher, options.shedsLoad), (looking) => {
    looking.close()
  })
  const app = createApp({ ...parts, provider: openProvider(parts) }, requests, pressure)
  acquired.defer(noteRun(parts))
  acquired.defer(startSweeping(parts))
  acquired.defer(() => requests.end())

  const held = acquired.move()
  const handle = app.callback()
  const operator = createOperatorApp(parts, adminPages(parts, operators))
  return {
    app,
    handle: (request, response) => void handle(request, response),
    operator,
    config,
    log: parts.log,
    async close() {
      operator.drain()
      await held.disposeAsync()
    },
  }
}
