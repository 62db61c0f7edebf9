import { describe, expect, test } from 'vitest'
import { toCbor } from '../../shared/protocol/cbor.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { prepareAmbush } from './attacker/ambush.ts'

/** A verifier, or whoever took its place, answers with something that is no answer: nothing of it may reach the secret key. */
const answer = (change: object = {}) => ({
  answers: [new Uint8Array(sizes.answer), new Uint8Array(sizes.answer)],
  tag: new Uint8Array(sizes.tag),
  signature: 'e30.e30.e30',
  ...change,
})
const cbor = (value: unknown) => ({ type: 'application/cbor', bytes: toCbor(value) })

const bodies: readonly (readonly [string, { type: string; bytes: Uint8Array }])[] = [
  ['nothing', { type: 'application/cbor', bytes: new Uint8Array() }],
  ['no CBOR', { type: 'application/cbor', bytes: new Uint8Array(64).fill(0xff) }],
  ['CBOR cut off', { type: 'application/cbor', bytes: toCbor(answer()).slice(0, 200_000) }],
  ['CBOR nested without end', { type: 'application/cbor', bytes: new Uint8Array(500_000).fill(0x81) }],
  ['a page', { type: 'text/html', bytes: Buffer.from('<h1>Welcome</h1>') }],
  ['more than any answer', { type: 'application/cbor', bytes: new Uint8Array(2_000_000) }],
  ['one half', cbor(answer({ answers: [new Uint8Array(sizes.answer)] }))],
  ['three halves', cbor(answer({ answers: [1, 2, 3].map(() => new Uint8Array(sizes.answer)) }))],
  ['a half too short', cbor(answer({ answers: [new Uint8Array(sizes.answer), new Uint8Array(sizes.answer - 1)] }))],
  ['a long tag', cbor(answer({ tag: new Uint8Array(32) }))],
  ['no signature', cbor({ ...answer(), signature: undefined })],
]

describe.each(bodies)('%s', (_, body) => {
  test('is refused with a code before anything is opened', async () => {
    await using ambush = await prepareAmbush(() => Promise.resolve(body))
    await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'internal_error' })
    expect(ambush.opened()).toBe(0)
    expect(ambush.tokens).toEqual([])
  })
})

test.each([
  ['zeros in the right form', answer()],
  ['the same with a field that only a later version may know', answer({ open: true })],
])('%s are no answer of the verifier', async (_, zeros) => {
  await using ambush = await prepareAmbush(() => Promise.resolve(cbor(zeros)))
  await expect(ambush.authenticate()).rejects.toMatchObject({ code: 'verifier_untrusted' })
  expect(ambush.opened()).toBe(0)
})
