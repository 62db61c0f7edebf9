import { parentPort, workerData } from 'node:worker_threads'
import { createMatchContext } from '../../shared/match/context.ts'
import { prepareMatch, transferablesOf } from '../../shared/match/prepare.ts'

const publicKey: unknown = workerData
if (!(publicKey instanceof Uint8Array)) throw new TypeError('Unexpected worker data, expected a public key')
const prepared = prepareMatch(await createMatchContext(), publicKey)
parentPort?.postMessage(prepared, transferablesOf(prepared))
