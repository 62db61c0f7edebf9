import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { matchOperations } from '../../extension/match/operations.ts'
import { connectLasting } from '../../extension/workers/connectLasting.ts'
import type { WorkerClient } from '../../extension/workers/connectWorker.ts'
import { serveOperations, type Operations, type Reply } from '../../extension/workers/serveOperations.ts'
import type { FrailOperations } from '../extension/frailWorker.ts'
import { WebWorker } from '../extension/webWorker.ts'

const seal = dirname(fileURLToPath(import.meta.resolve('node-seal/throws')))

/** The scope of a worker, whose page is at the other end. The first answer that the page gets. */
async function answerOf(operations: Operations, operation: string, input?: unknown): Promise<unknown> {
  const { port1: page, port2: scope } = new MessageChannel()
  vi.stubGlobal('self', scope)
  serveOperations(operations)
  scope.start()
  const reply = new Promise<Reply>((resolve) => (page.onmessage = ({ data }: MessageEvent<Reply>) => resolve(data)))
  page.postMessage({ id: 1, operation, input })
  const answer = await reply
  page.close()
  return answer.ok ? answer.value : answer
}

/** The worker runs where its files are. */
function runIn(folder: string): void {
  vi.stubGlobal('self', { location: pathToFileURL(`${folder}/match.worker.js`) })
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a worker', () => {
  test('keeps nothing of the bytes that it answers with, wherever they are in its answer', async () => {
    const pictures = [Uint8ClampedArray.of(1, 2), Uint8ClampedArray.of(3)]
    const pair = { secretKey: Uint8Array.of(4), publicKey: Uint8Array.of(5) }
    const twice = Float32Array.of(6)
    const result = { pictures, pair, twice, once: twice, none: null, count: 7 }
    const expected = structuredClone(result)
    expect(await answerOf({ give: () => result }, 'give')).toEqual(expected)
    for (const bytes of [...pictures, pair.secretKey, pair.publicKey, twice]) expect(bytes.buffer.detached).toBe(true)
  })

  test('answers with the words of what went wrong', async () => {
    expect(await answerOf({}, 'toString')).toMatchObject({ ok: false, code: 'internal_error' })
  })
})

describe('a worker that is to last', () => {
  const file = import.meta.resolve('../extension/frailWorker.ts')
  const prepare = (worker: WorkerClient<FrailOperations>) => worker.call('prepare')

  beforeEach(() => {
    vi.stubGlobal('Worker', WebWorker)
  })

  test('is started anew when it breaks down, and whoever asked it hears that', async () => {
    let losses = 0
    using worker = connectLasting<FrailOperations>(file, prepare, () => losses++)
    await worker.prepared()
    expect([await worker.call('count'), await worker.call('count')]).toEqual([1, 2])
    await expect(worker.call('breakDown')).rejects.toMatchObject({ code: 'backend_lost' })
    expect(await worker.call('count')).toBe(1)
    expect(losses).toBe(1)
  })

  test('is started anew when it falls silent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      using worker = connectLasting<FrailOperations>(file, prepare)
      await worker.prepared()
      const answers = Promise.allSettled([worker.call('fallSilent'), worker.call('fallSilent')])
      vi.advanceTimersByTime(8_000)
      vi.advanceTimersByTime(2_000)
      for (const answer of await answers) expect(answer).toMatchObject({ reason: { code: 'backend_lost' } })
      expect(await worker.call('count')).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })

  test('is started anew after what nobody expected, which is told as it is', async () => {
    using worker = connectLasting<FrailOperations>(file, prepare)
    expect(await worker.call('count')).toBe(1)
    await expect(worker.call('trip')).rejects.toMatchObject({ code: 'internal_error' })
    expect(await worker.call('count')).toBe(1)
  })

  test('is prepared anew, as often as it is asked whether it is, where that has failed', async () => {
    const tries: ('trip' | 'breakDown' | 'prepare')[] = ['trip', 'breakDown', 'prepare']
    using worker = connectLasting<FrailOperations>(file, (started) => started.call(tries.shift() ?? 'trip'))
    await expect(worker.prepared()).rejects.toMatchObject({ code: 'internal_error' })
    await expect(worker.prepared()).rejects.toMatchObject({ code: 'backend_lost' })
    await worker.prepared()
    await worker.prepared()
    expect(await worker.call('count')).toBe(1)
  })
})

describe('the match worker', () => {
  test('that could not load SEAL loads it when it is asked again', async () => {
    runIn('/nowhere')
    await expect(matchOperations.prepare({ purpose: 'enrol' })).rejects.toThrow()
    runIn(seal)
    await matchOperations.prepare({ purpose: 'enrol' })
  })

  test('encrypts with a key that it has made and given away', async () => {
    runIn(seal)
    const { secretKey, publicKey } = await matchOperations.createKeys()
    for (const given of [secretKey, publicKey]) given.buffer.transfer()
    expect(await matchOperations.encryptTemplate({ weights: new Int32Array(256) })).toHaveLength(196_802)
    expect(await matchOperations.encryptProbe({ signs: new Int8Array(256).fill(1) })).toHaveLength(196_802)
    matchOperations.forget()
  })

  test('wipes a key when it is forgotten, also one of which no probe could be prepared', async () => {
    runIn(seal)
    const { secretKey } = await matchOperations.createKeys()
    const damaged = new Uint8Array(secretKey.length).fill(1)
    await matchOperations.hold({ secretKey })
    await expect(matchOperations.hold({ secretKey: damaged })).rejects.toMatchObject({ code: 'storage_damaged' })
    expect(secretKey.every((byte) => byte === 0)).toBe(true)
    matchOperations.forget()
    expect(damaged.every((byte) => byte === 0)).toBe(true)
  })
})
