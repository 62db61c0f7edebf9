import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainModulus } from '../../shared/match/parameters.ts'
import { tagOf } from '../../shared/match/tag.ts'
import { tokenBytes } from '../../shared/match/tokenBytes.ts'

const element = fc.bigInt({ min: 0n, max: plainModulus - 1n })

test('a token is its two halves, 36 bits each, and no two tokens have the same bytes', () => {
  expect(Buffer.from(tokenBytes(0x123456789n, 0xabcdef012n)).toString('hex')).toBe('123456789abcdef012')
  fc.assert(
    fc.property(element, element, (first, second) => {
      const bytes = tokenBytes(first, second)
      expect(bytes).toHaveLength(9)
      expect(BigInt(`0x${Buffer.from(bytes).toString('hex')}`)).toBe(first * 2n ** 36n + second)
    }),
  )
})

test('a tag is the first three bytes of the hash of transcript and token', async () => {
  const transcript = Uint8Array.from({ length: 192 }, (_, i) => i)
  const token = tokenBytes(1n, 2n)
  const hash = createHash('sha256').update(transcript).update(token).digest()
  expect([...(await tagOf(transcript, token))]).toEqual([...hash.subarray(0, 3)])
})
