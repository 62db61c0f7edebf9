import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { fetchMetadata } from '../../extension/verifier/fetchMetadata.ts'
import { followSuccession } from '../../extension/verifier/followSuccession.ts'
import { trustedKeys } from '../../extension/verifier/trustedKeys.ts'
import { pinnedNow } from '../../extension/storage/accounts/pinnedNow.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner } from '../../server/keys/importSigner.ts'
import type { PrivateJwk } from '../../server/keys/keyFile.ts'
import { publicKeyOf } from '../../server/keys/publicKeyOf.ts'
import { stateSuccession } from '../../server/keys/stateSuccession.ts'
import { successionType } from '../../shared/protocol/succession.ts'

const issuer = 'https://face.example'
const now = 1_796_000_000_000
const keysOf = (key: PrivateJwk) => ({ keys: [publicKeyOf(key)] })

/** Of keys that were made for this test: what was stated once has to be understood by every later version. */
describe('a statement of 29 November 2026', () => {
  const common = { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' } as const
  const old: PrivateJwk = {
    ...common,
    x: 'AhShD7NC6f2GfKPBkw2vtfkebC_83NJm6hy3yDmaI8M',
    y: 'GUQtHaqhkeOnUdtResBLyU90_xSYo0E5Y0dpyNJOBiQ',
    d: 'M0yPqHzlm_FrHz8tV0mOsYefctu1ACdbihEoW8pSkxs',
    kid: 'WczfooFkbIW8z24_vMiWiv-OH7glMeIYSpsRkH7AC4M',
  }
  const next = {
    ...common,
    x: 'Mk9WAJ568N4L9j4mkiI6y0vmn7M4PvNfViaiY4PuVu8',
    y: 'qnNqnw0eOTTmdIf6gXwBc4dIRuQy4s20v_8t5zuvdHg',
    kid: 'OqIyJj1ATWdXfIip_WK5J-glj2dc_vaNYlzLdpWfTVE',
  } as const
  const header =
    'eyJhbGciOiJFUzI1NiIsInR5cCI6InphdXRoLXN1Y2Nlc3Npb24rand0Iiwia2lkIjoiV2N6Zm9vRmtiSVc4ejI0X3ZNaVdpdi1PSDdnbE1lSVlTcHNSa0g3QUM0TSJ9'
  const payload =
    'eyJpc3MiOiJodHRwczovL2ZhY2UuZXhhbXBsZSIsImtleSI6eyJrdHkiOiJFQyIsImNydiI6IlAtMjU2IiwieCI6Ik1rOVdBSjU2OE40TDlqNG1raUk2eTB2bW43TTRQdk5mVmlhaVk0UHVWdTgiLCJ5IjoicW5OcW53MGVPVFRtZElmNmdYd0JjNGRJUnVReTRzMjB2Xzh0NXp1dmRIZyIsImtpZCI6Ik9xSXlKajFBVFdkWGZJaXBfV0s1Si1nbGoyZGNfdmFOWWx6TGRwV2ZUVkUiLCJhbGciOiJFUzI1NiIsInVzZSI6InNpZyJ9LCJzaWduc0Zyb20iOjE3OTYwMDAwMDAwMDB9'
  const signature = '07jPCizr9Wb1dn-3Rfci3HngzKl1t4dELuQF0mcDfL2aAU2iS9DZARi9GxS8mf-IR7fsMk-ue8wEjWRpwvcBoA'

  test('is followed', async () => {
    const passage = { issuer, jwks: keysOf(old), kid: next.kid, now }
    expect(await followSuccession([`${header}.${payload}.${signature}`], passage)).toEqual(publicKeyOf(next))
  })

  test('is what is signed today, byte by byte', async () => {
    const made = await stateSuccession(old, { key: next, signsFrom: now }, issuer)
    expect(made.split('.').slice(0, 2)).toEqual([header, payload])
  })
})

describe('along statements', async () => {
  const [first, second, third, fourth] = await Promise.all([
    createSigningKey('ES256'),
    createSigningKey('ES256'),
    createSigningKey('ES256'),
    createSigningKey('ES256'),
  ])
  const states = (old: PrivateJwk, next: PrivateJwk, signsFrom = 0) =>
    stateSuccession(old, { key: next, signsFrom }, issuer)
  const chain = [await states(first, second), await states(second, third), await states(third, fourth)]
  const follow = (statements: readonly string[], from: PrivateJwk, to: PrivateJwk) =>
    followSuccession(statements, { issuer, jwks: keysOf(from), kid: to.kid, now })

  test('a device goes from wherever it stands as far as the key that signs, not to one that waits', async () => {
    expect(await follow(chain, first, fourth)).toEqual(publicKeyOf(fourth))
    expect(await follow(chain, second, third)).toEqual(publicKeyOf(third))
    const waiting = [...chain.slice(0, 1), await states(second, third, now + 24 * 60 * 60_000)]
    expect(await follow(waiting, first, second)).toEqual(publicKeyOf(second))
    await expect(follow(waiting, first, third)).rejects.toThrow('before its time')
  })

  test('a device whose clock is a little behind goes, too', async () => {
    expect(await follow([await states(first, second, now + 60_000)], first, second)).toEqual(publicKeyOf(second))
  })

  test.each([
    ['backwards', () => follow(chain, third, first), 'about the key that has signed'],
    ['in a circle', async () => follow([...chain.slice(0, 1), await states(second, first)], first, third), 'before it'],
    ['over a gap', () => follow([chain[0] ?? '', chain[2] ?? ''], first, fourth), 'pinned one'],
    ['out of order', () => follow(chain.toReversed(), first, fourth), 'about the key that has signed'],
    ['without statements', () => follow([], first, second), 'by a pinned key'],
    ['by something that is none', () => follow(['', 'e30.e30.e30'], first, second), 'by a pinned key'],
  ])('it does not go %s', async (_, going, complaint) => {
    await expect(going()).rejects.toThrow(complaint)
  })

  test('it does not go to a key under another name than its own, nor by a claim too many', async () => {
    const signer = await importSigner(first)
    const key = publicKeyOf(second)
    const renamed = await signer.sign(successionType, { iss: issuer, key: { ...key, kid: third.kid }, signsFrom: 0 })
    await expect(follow([renamed], first, third)).rejects.toThrow('Unexpected name')
    const more = await signer.sign(successionType, { iss: issuer, key, signsFrom: 0, more: 1 })
    await expect(follow([more], first, second)).rejects.toMatchObject({ code: 'malformed_request' })
  })

  test('a verifier that cannot be asked is not taken for another one; what answers with something else is', async () => {
    const server = createServer((_, response) => void response.end('<p>Welcome'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const account = { issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, jwks: keysOf(first) }
    const signature = await (await importSigner(second)).sign('zauth-answer+jwt', {})
    const trust = () => trustedKeys(signature, account, () => fetchMetadata(account, new AbortController().signal))
    await expect(trust()).rejects.toMatchObject({ code: 'verifier_untrusted' })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await expect(trust()).rejects.toMatchObject({ code: 'verifier_unreachable' })
    // Nobody is asked about what a pinned key has signed.
    const own = await (await importSigner(first)).sign('zauth-answer+jwt', {})
    expect(await trustedKeys(own, account, () => expect.unreachable())).toBe(account.jwks)
  })

  test('what a window ends with is pinned, unless another has pinned something else meanwhile', () => {
    const [was, ended, others] = [keysOf(first), keysOf(second), keysOf(third)]
    expect(pinnedNow({ jwks: was }, { jwks: was }, ended)).toBe(ended)
    expect(pinnedNow({ jwks: others }, { jwks: was }, ended)).toBe(others)
  })
})
