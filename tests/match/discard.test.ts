import { expect, test } from 'vitest'
import { discard } from '../../shared/match/discard.ts'

test('what is discarded is wiped before its memory is given back, and may be discarded again', () => {
  const shared = new WebAssembly.Memory({ initial: 1 })
  const secret = Uint8Array.of(1, 2, 3)
  discard(secret)
  discard(secret)
  expect(secret.buffer.detached).toBe(true)
  expect(secret).toHaveLength(0)
  // Memory that belongs to somebody else is never taken, though it is wiped.
  const view = new Uint8Array(shared.buffer).fill(7)
  expect(() => discard(view)).toThrow(TypeError)
  expect(new Uint8Array(shared.buffer).every((byte) => byte === 0)).toBe(true)
})
