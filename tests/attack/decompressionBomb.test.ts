import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { checkProbe } from '../../shared/match/checks.ts'
import { createMatchContext } from '../../shared/match/context.ts'
import { noteMemories } from '../fuzz/noteMemories.ts'

/**
 * SEAL unfolds what says that it is compressed before it looks at what it is: some kilobytes of zeros that were gigabytes take
 * the verifier's memory, which WebAssembly never gives back. Compression gains nothing on ciphertexts, so that none is taken.
 */
const unfolded = 96 * 1024 * 1024
const [memory, context] = await (async () => {
  const memories = noteMemories()
  const made = await createMatchContext()
  return [memories.at(-1), made] as const
})()
const size = () => memory?.buffer.byteLength ?? 0

const bomb = (() => {
  const compressed = zstdCompressSync(Buffer.alloc(unfolded))
  const bytes = new Uint8Array(16 + compressed.length)
  // Magic, length of the header, version 4.1, zstd.
  bytes.set([0x5e, 0xa1, 16, 4, 1, 2])
  new DataView(bytes.buffer).setBigUint64(8, BigInt(bytes.length), true)
  bytes.set(compressed, 16)
  return bytes
})()

test('ours refuses it, and takes no memory for it', () => {
  const before = size()
  expect(bomb.length).toBeLessThan(40_000)
  expect(() => checkProbe(context, bomb)).toThrow(expect.objectContaining({ code: 'malformed_ciphertext' }) as Error)
  expect(size()).toBe(before)
})

test('SEAL by itself unfolds it', () => {
  using ciphertext = new context.seal.Ciphertext()
  expect(() => ciphertext.loadFromArray(context.context, bomb)).toThrow()
  expect(size()).toBeGreaterThan(unfolded)
})
