import { randomInt } from 'node:crypto'
import type { Logger } from 'pino'
import { createAudit } from './audit/createAudit.ts'
import { openAuditJournal } from './audit/openAuditJournal.ts'
import { openClients, type Clients } from './clients/openClients.ts'
import { refuseShadowed } from './clients/refuseShadowed.ts'
import type { VerifierConfig } from './config/config.ts'
import type { Documents } from './documents/documents.ts'
import { openDocuments } from './documents/openDocuments.ts'
import { createEntraSigner } from './entra/signer/createEntraSigner.ts'
import { createQuotas } from './http/createQuotas.ts'
import { createSenderOf } from './http/senderOf.ts'
import { createUploadBudgets } from './http/uploadBudgets.ts'
import { loadKeys } from './keys/loadKeys.ts'
import { refuseLostKeys } from './keys/refuseLostKeys.ts'
import { createLog } from './log/createLog.ts'
import { createMatcher } from './match/matcher.ts'
import { nothingPrepared } from './match/nothingPrepared.ts'
import { createPreparedMatches } from './match/preparedMatches.ts'
import { createMetrics } from './metrics/createMetrics.ts'
import { timedStore } from './metrics/timedStore.ts'
import { openOperators, type Operators } from './operators/openOperators.ts'
import { withOperators } from './operators/pages/withOperators.ts'
import type { Parts } from './parts.ts'
import { createCompaction } from './privacy/createCompaction.ts'
import { createUsedProofs } from './proof/usedProofs.ts'
import { makeDataFolder } from './store/makeDataFolder.ts'
import { openStore } from './store/openStore.ts'
import type { VerifierOptions } from './verifierOptions.ts'

/**
 * Opens what a verifier is made of: what it remembers, whom it knows, its threads, its keys.
 *
 * @param acquired gets what has to be closed, in the order in which it was opened
 * @throws ConfigError
 */
export async function openParts(
  config: VerifierConfig,
  { logTo, threads, now = Date.now, random = randomInt }: VerifierOptions,
  acquired: AsyncDisposableStack,
): Promise<{ readonly parts: Parts; readonly operators: Operators }> {
  const log = createLog(logTo)
  const metrics = createMetrics()

  if (config.database === undefined) await makeDataFolder(config.data)
  const opened = acquired.adopt(await openStore(config), (adopted) => adopted.close())
  const store = timedStore(opened, metrics)
  const documents = acquired.adopt(await openDocuments(config, store.database), (adopted) => adopted.close())
  const clients = await knownWebsites(config, documents, log)
  const operators = await openOperators(documents)

  const matcher = acquired.adopt(createMatcher(log, { threads, onTask: metrics.tasked }), (pool) => pool.close())
  metrics.watch(() => matcher.load())
  const prepared =
    config.database === undefined
      ? createPreparedMatches(matcher, 1000 * config.limits.challengeSeconds)
      : nothingPrepared
  acquired.defer(() => prepared.close())

  await refuseLostKeys(documents, store)
  const onDamage = (err: unknown) => log.error({ err }, 'keys not read anew')
  const [keys] = await Promise.all([loadKeys(documents, onDamage, now), matcher.ready()])
  const entra = createEntraSigner(documents)
  if (clients.list().some(({ roads }) => roads.includes('entra'))) await entra()

  const audit = createAudit({ journal: openAuditJournal(config.data, store.database), keys, now, log })
  acquired.defer(() => audit.close())
  const compaction = createCompaction(store, log)
  acquired.defer(() => compaction.close())

  const parts = {
    ...{ config, clients, keys, entra, store, matcher, prepared, log, audit, compaction, metrics, now, random },
    proofs: createUsedProofs({ config, store, now }),
    uploads: createUploadBudgets(),
    senderOf: createSenderOf(config.proxies),
    quotas: createQuotas(config, now),
  }
  return { parts, operators }
}

/** Websites of the settings and those that are registered, with the verifier's own pages for operators among them. */
async function knownWebsites(config: VerifierConfig, documents: Documents, log: Logger): Promise<Clients> {
  const websites = await openClients(config, documents, ({ message }) => {
    log.error({ detail: message }, 'websites not read anew')
  })
  await refuseShadowed(config, documents)
  return withOperators(websites, config)
}
