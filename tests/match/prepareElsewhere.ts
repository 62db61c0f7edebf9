import { parentPort, workerData } from 'node:worker_threads'
import { bindMatch, transferablesOf } from '../../shared/match/bindMatch.ts'
import { createMatchContext } from '../../shared/match/context.ts'
import { prepareMatch } from '../../shared/match/prepare.ts'

/** What a thread needs to prepare a match and bind it to a template. */
export interface ToPrepare {
  readonly publicKey: Uint8Array
  readonly template: Uint8Array
  readonly acceptThreshold: number
}

const { publicKey, ...account } = workerData as ToPrepare
const context = await createMatchContext()
const bound = bindMatch(context, { ...account, prepared: prepareMatch(context, publicKey) })
parentPort?.postMessage(bound, transferablesOf(bound.halves))
