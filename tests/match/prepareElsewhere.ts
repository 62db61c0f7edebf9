import { parentPort, workerData } from 'node:worker_threads'
import { transferablesOf } from '../../shared/match/bindMatch.ts'
import { createMatchContext } from '../../shared/match/context.ts'
import { bindFromBytes, prepareFromBytes } from './fromBytes.ts'

/** What a thread needs to prepare a match and bind it to a template. */
export interface ToPrepare {
  readonly publicKey: Uint8Array
  readonly template: Uint8Array
  readonly acceptThreshold: number
}

const { publicKey, ...account } = workerData as ToPrepare
const context = await createMatchContext()
const bound = bindFromBytes(context, { ...account, prepared: prepareFromBytes(context, publicKey) })
parentPort?.postMessage(bound, transferablesOf(bound.halves))
