import { threadId } from 'node:worker_threads'
import { threadResultOf, type ThreadResult } from '../../server/match/threadResult.ts'

/** A module of WebAssembly with one function, which is `unreachable`. */
const trapping = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
  ...[0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b],
)

/** Traps as SEAL does when it aborts. */
export function trap(): Promise<ThreadResult<null>> {
  return threadResultOf(async () => {
    const { instance } = await WebAssembly.instantiate(trapping)
    ;(instance.exports['f'] as () => void)()
    return null
  })
}

/** A mistake of ours, which has nothing to do with SEAL's memory. */
export function blunder(): Promise<ThreadResult<null>> {
  return threadResultOf(() => {
    throw new TypeError('a mistake')
  })
}

export function thread(): number {
  return threadId
}
