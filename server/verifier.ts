import { randomInt } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type Koa from 'koa'
import type { DestinationStream } from 'pino'
import { adminPages } from './operators/pages/adminPages.ts'
import { withOperators } from './operators/pages/withOperators.ts'
import { createApp } from './app.ts'
import { createAudit } from './audit/createAudit.ts'
import { noteRun } from './audit/noteRun.ts'
import { openAuditJournal } from './audit/openAuditJournal.ts'
import { openClients } from './clients/openClients.ts'
import { refuseShadowed } from './clients/refuseShadowed.ts'
import { checkConfig, type VerifierConfig, type VerifierConfigInput } from './config/config.ts'
import { tidyAtStart } from './devices/tidyAtStart.ts'
import { createRequestsUnderWay } from './http/requestsUnderWay.ts'
import { createQuotas } from './http/createQuotas.ts'
import { createSenderOf } from './http/senderOf.ts'
import { createUploadBudgets } from './http/uploadBudgets.ts'
import { createEntraSigner } from './entra/signer/createEntraSigner.ts'
import { loadKeys } from './keys/loadKeys.ts'
import { refuseLostKeys } from './keys/refuseLostKeys.ts'
import { createPressure } from './load/createPressure.ts'
import { createLog } from './log/createLog.ts'
import { createMatcher } from './match/matcher.ts'
import { nothingPrepared } from './match/nothingPrepared.ts'
import { createPreparedMatches } from './match/preparedMatches.ts'
import { createMetrics } from './metrics/createMetrics.ts'
import { timedStore } from './metrics/timedStore.ts'
import { openProvider } from './oidc/openProvider.ts'
import { createCompaction } from './privacy/createCompaction.ts'
import { createOperatorApp, type OperatorApp } from './operatorApp.ts'
import { openOperators } from './operators/openOperators.ts'
import { createUsedProofs } from './proof/usedProofs.ts'
import { makeDataFolder } from './store/makeDataFolder.ts'
import { openDocuments } from './documents/openDocuments.ts'
import { openStore } from './store/openStore.ts'
import { startSweeping } from './privacy/startSweeping.ts'

export interface VerifierOptions {
  /** Where log lines go; standard output by default. */
  readonly logTo?: DestinationStream
  /** Threads for matches; as many as there are cores by default. */
  readonly threads?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Whether it refuses early what it could not do soon; yes by default. Not where others do much work in the same process. */
  readonly shedsLoad?: boolean
  /** A uniform whole number from 0 to below `count`, by which movements are drawn; cryptographic by default. */
  readonly random?: (count: number) => number
}

export interface Verifier {
  /** To listen by itself, or to be mounted at the issuer's path of another Koa application. */
  readonly app: Koa
  /** The same for a plain Node server, which hands over the whole address, and for Express, which takes the path off. */
  readonly handle: RequestListener
  /** Health, readiness and metrics, for an address that the public cannot reach. */
  readonly operator: OperatorApp
  readonly config: VerifierConfig
  readonly log: ReturnType<typeof createLog>
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
export async function createVerifier(input: VerifierConfigInput, options: VerifierOptions = {}): Promise<Verifier> {
  const config = checkConfig(input)
  const now = options.now ?? Date.now
  const log = createLog(options.logTo)
  await using acquired = new AsyncDisposableStack()

  if (config.database === undefined) await makeDataFolder(config.data)
  const metrics = createMetrics()
  const opened = acquired.adopt(await openStore(config), (adopted) => adopted.close())
  const store = timedStore(opened, metrics)
  const documents = acquired.adopt(await openDocuments(config, store.database), (opened) => opened.close())
  const websites = await openClients(config, documents, ({ message }) => {
    log.error({ detail: message }, 'websites not read anew')
  })
  await refuseShadowed(config, documents)
  const clients = withOperators(websites, config)
  const operators = await openOperators(documents)
  const { threads } = options
  const matcher = acquired.adopt(createMatcher(log, { threads, onTask: metrics.tasked }), (pool) => pool.close())
  metrics.watch(() => matcher.load())
  const entra = createEntraSigner(documents)
  await refuseLostKeys(documents, store)
  const onDamage = (err: unknown) => log.error({ err }, 'keys not read anew')
  const [keys] = await Promise.all([loadKeys(documents, onDamage, now), matcher.ready()])
  if (clients.list().some(({ roads }) => roads.includes('entra'))) await entra()
  const audit = createAudit({ journal: openAuditJournal(config.data, store.database), keys, now, log })
  acquired.defer(() => audit.close())
  const compaction = createCompaction(store, log)
  acquired.defer(() => compaction.close())
  const prepared = acquired.adopt(
    config.database === undefined
      ? createPreparedMatches(matcher, 1000 * config.limits.challengeSeconds)
      : nothingPrepared,
    (waiting) => waiting.close(),
  )
  const parts = {
    config,
    clients,
    keys,
    entra,
    store,
    matcher,
    prepared,
    log,
    audit,
    compaction,
    metrics,
    proofs: createUsedProofs({ config, store, now }),
    uploads: createUploadBudgets(),
    senderOf: createSenderOf(config.proxies),
    quotas: createQuotas(config, now),
    now,
    random: options.random ?? randomInt,
  }
  await tidyAtStart(parts)
  const requests = createRequestsUnderWay()
  const pressure = acquired.adopt(createPressure(matcher, options.shedsLoad), (looking) => {
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
    log,
    async close() {
      operator.drain()
      await held.disposeAsync()
    },
  }
}
