import { expect, test, vi } from 'vitest'
import { createMatchContext } from '../../shared/match/context.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { randomFrom } from '../randomFrom.ts'

/**
 * SEAL's generator is seeded inside WebAssembly, out of sight. If it did not come from the platform's randomness, keys and
 * masks could be computed by anybody.
 */
const newKey = async () => Buffer.from(createKeyPair(await createMatchContext()).secretKey).toString('base64')

/** A key that is made while the platform's generator gives what everybody knows. */
async function keyOfKnownRandomness(): Promise<string> {
  const random = randomFrom(1)
  const known = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    if (array instanceof Uint8Array) array.forEach((_, i) => (array[i] = random() * 256))
    return array
  })
  try {
    return await newKey()
  } finally {
    known.mockRestore()
  }
}

test('where the platform’s randomness is known, so are the keys: SEAL has no other', async () => {
  expect(await keyOfKnownRandomness()).toBe(await keyOfKnownRandomness())
})

test('where it is not, no two modules make the same key', async () => {
  expect(await newKey()).not.toBe(await newKey())
})
