import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resetAccount } from '../../server/cli/accounts/resetAccount.ts'
import { withAccounts } from '../../server/cli/accounts/withAccounts.ts'
import { checkConfig } from '../../server/config/config.ts'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { slowHash } from '../../server/codes/slowHash.ts'
import { createKeys } from '../../server/keys/createKeys.ts'
import { searchFolder } from '../privacy/searchFolder.ts'
import { offerIn } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { keptOf, saltSecretOf } from './keptOf.ts'
import { manage } from './manage.ts'
import { openWorld, type World } from '../verifier/world.ts'

let world: World
let website: RelyingParty
const wrong = '0000-0000-0000'

beforeAll(async () => {
  world = await openWorld()
  website = await createRelyingParty(world.issuer)
})
afterAll(() => world.close())

const begin = (user: string) => visit(world.issuer, website, user)

interface Owner {
  readonly client: Client
  readonly codes: string[]
}

/** Somebody whose first device is set up, and the codes that she was given. */
async function enrolled(user: string): Promise<Owner> {
  const client = await Client.create(world)
  const { offer } = await begin(user)
  await client.enrol(offer, alice)
  const response = await client.signIn(offer, alice.image())
  return { client, codes: [...(response?.recoveryCodes ?? [])] }
}

const codeOf = ({ codes }: Owner) => codes.shift() ?? 'no code left'

describe('recovery codes', () => {
  it('are given with the first device, ten that differ, and only then', async () => {
    const { client, codes } = await enrolled('given')
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/)
    const again = await client.signIn((await begin('given')).offer, alice.image())
    expect(again).toEqual({ authenticated: true })
  })

  it('sign in without a face, once each, and the website hears how', async () => {
    const owner = await enrolled('once')
    const code = codeOf(owner)
    const first = await begin('once')
    expect(first.html).toContain('Use a recovery code')
    expect(await first.type(code)).toContain('You have 9 recovery codes left.')
    expect(await first.status()).toBe('recovered')
    expect(await first.signIn.complete(await first.finish())).toMatchObject({
      sub: 'once',
      acr: 'urn:zauth:acr:recovery',
      amr: ['otp', 'mfa'],
    })

    const second = await begin('once')
    expect(await second.type(code)).toContain('it was used before')
    expect(await second.status()).toBe('waiting')
  })

  it('are read however a person writes them', async () => {
    const owner = await enrolled('written')
    const typed = codeOf(owner).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect(await (await begin('written')).type(` ${typed} `)).toContain('was accepted</h1>')
  })

  it('say when few are left, and come anew when the last was used', async () => {
    const owner = await enrolled('few')
    for (let left = 9; left > 3; left--) await (await begin('few')).type(codeOf(owner))
    expect(await (await begin('few')).type(codeOf(owner))).toContain('You have only 3 recovery codes left.')
    for (let left = 2; left > 0; left--) await (await begin('few')).type(codeOf(owner))
    expect(await (await begin('few')).type(codeOf(owner))).toContain('This was your last recovery code.')
    const next = await owner.client.signIn((await begin('few')).offer, alice.image())
    expect(next?.recoveryCodes).toHaveLength(10)
  })

  it('are shown to one of two devices that come at the same moment when none is left', async () => {
    const owner = await enrolled('two')
    const second = await Client.create(world)
    const recovered = await begin('two')
    await recovered.type(codeOf(owner))
    await second.enrol(recovered.offer, alice)
    expect((await second.signIn(recovered.offer, alice.image()))?.recoveryCodes).toBeUndefined()
    for (let left = 9; left > 0; left--) await (await begin('two')).type(codeOf(owner))

    const attempts = await Promise.all(
      [owner.client, second].map(async (device) => ({ device, ...(await ready(device)) })),
    )
    const answers = await Promise.all(
      attempts.map(({ device, challenge, token }) => device.sendToken(challenge, token)),
    )
    const shown = answers.flatMap(({ recoveryCodes = [] }) => recoveryCodes)
    expect(shown).toHaveLength(10)
    expect(await (await begin('two')).type(shown[0] ?? '')).toContain('You have 9 recovery codes left.')

    async function ready(device: Client): Promise<{ challenge: string; token: Uint8Array<ArrayBuffer> }> {
      const { offer } = await begin('two')
      const { challenge, token } = await device.tryProbe(offer, device.probeOf(alice.image()))
      if (token === null) throw new Error('Not recognised')
      return { challenge, token }
    }
  })

  it('are replaced when the person asks: the old ones are good no more', async () => {
    const owner = await enrolled('anew')
    const check = await manage(owner.client).check()
    expect(await owner.client.authenticate(check, alice.image())).toBe(true)
    const codes = await manage(owner.client).recoveryCodes(check.ticket)
    expect(codes).toHaveLength(10)
    const attempt = await begin('anew')
    expect(await attempt.type(codeOf(owner))).toContain('no code of this account')
    expect(await attempt.type(codes[0] ?? '')).toContain('was accepted</h1>')
  })

  it('are kept as slow hashes alone, under a salt that takes a secret which is not among the records', async () => {
    const { codes } = await enrolled('hashed')
    const account = accountIdOf(site.id, 'hashed')
    const secret = await saltSecretOf(world)
    const { tickets: another } = await createKeys()
    await world.withStore(async ({ recoveryCodes }) => {
      const kept = await recoveryCodes.findAll({ account })
      const ids = kept.map(({ id }) => id)
      expect(ids.toSorted()).toEqual(codes.map((code) => keptOf(secret, account, code)).toSorted())
      // Who has the records and every code, but another verifier's secret, or none, finds none of them.
      for (const guessed of [another, '']) expect(ids).not.toContain(keptOf(guessed, account, codes[0] ?? ''))
      for (const code of codes) {
        expect(JSON.stringify(kept)).not.toContain(code)
        expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''))
      }
    })
    expect(await searchFolder(world.config.data, { secret })).toEqual(['secret in keys.json'])
    expect(world.log.join('')).not.toContain(codes[0])
  })
})

describe('a recovery code lets a new device in', () => {
  it('in the same sign-in, when the person chooses to, and then its face is what the website hears of', async () => {
    const owner = await enrolled('new-device')
    const attempt = await begin('new-device')
    const html = await attempt.type(codeOf(owner))
    expect(html).toContain('Set up my face on this device')
    expect(html).not.toContain('id="zauth-offer"')
    const { offer } = await setUp(attempt)
    expect(offer.purpose).toBe('enrol')

    const added = await Client.create(world)
    await added.enrol(offer, alice)
    expect(await added.authenticate(offer, alice.image())).toBe(true)
    expect(await attempt.status()).toBe('authenticated')
    expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ amr: ['face', 'mfa'] })

    // Both are the account's now.
    expect(await added.authenticate((await begin('new-device')).offer, alice.image())).toBe(true)
    expect(await owner.client.authenticate((await begin('new-device')).offer, alice.image())).toBe(true)
  })

  it('and giving up in the middle leaves the sign-in as it was', async () => {
    const owner = await enrolled('given-up')
    const attempt = await begin('given-up')
    await attempt.type(codeOf(owner))
    const { offer } = await setUp(attempt)
    const added = await Client.create(world)
    await added.enrol(offer, alice)
    await added.abandon(offer, 'camera_missing')
    await expect(added.challenge(offer)).rejects.toMatchObject({ code: 'interaction_over' })
    expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ amr: ['otp', 'mfa'] })
  })

  it('and not when its time has run out', async () => {
    const owner = await enrolled('late')
    const attempt = await begin('late')
    await attempt.type(codeOf(owner))
    const { offer } = await setUp(attempt)
    const added = await Client.create(world)
    world.passTime(601_000)
    await expect(added.enrol(offer, alice)).rejects.toMatchObject({ code: 'interaction_expired' })
  })
})

async function setUp(attempt: Visit) {
  const page = await attempt.browser.get(`${attempt.page}?setup`)
  return { offer: offerIn(await page.text()) }
}

describe('nobody gets in', () => {
  it('with one code twice at the same moment: one of many wins', async () => {
    const owner = await enrolled('parallel')
    const code = codeOf(owner)
    const attempts = await Promise.all(Array.from({ length: 4 }, () => begin('parallel')))
    const pages = await Promise.all(attempts.map((attempt) => attempt.type(code)))
    expect(pages.filter((html) => html.includes('was accepted</h1>'))).toHaveLength(1)
    const states = await Promise.all(attempts.map((attempt) => attempt.status()))
    expect(states.filter((state) => state === 'recovered')).toHaveLength(1)
  })

  it('with a code of another account', async () => {
    const [one, other] = [await enrolled('mine'), await enrolled('hers')]
    const attempt = await begin('hers')
    expect(await attempt.type(codeOf(one))).toContain('no code of this account')
    expect(await attempt.type(codeOf(other))).toContain('was accepted</h1>')
  })

  it('by guessing: five in a sign-in, then the browser waits, and the owner does not', async () => {
    const owner = await enrolled('guessed')
    const attempt = await begin('guessed')
    for (let tries = 0; tries < 5; tries++) await attempt.type(wrong)
    expect(await attempt.type(codeOf(owner))).toContain('too many wrong codes in this sign-in')
    expect(await attempt.status()).toBe('waiting')

    const { url } = await website.begin('guessed')
    const next = await attempt.browser.follow(url.href, world.issuer)
    if (next instanceof URL) throw new Error('Sent away')
    const typed = await attempt.browser.post(`${next.url}/recover`, undefined, { code: codeOf(owner) })
    const html = await (await attempt.browser.get(typed.headers.get('location') ?? '')).text()
    expect(html).toMatch(/Wait \d+ seconds, then try again/)

    expect(await (await begin('guessed')).type(codeOf(owner))).toContain('was accepted</h1>')
    expect(await owner.client.authenticate((await begin('guessed')).offer, alice.image())).toBe(true)
  })

  it('by guessing many at once: no more are looked at than one after the other', async () => {
    const owner = await enrolled('at-once')
    const attempt = await begin('at-once')
    await Promise.all(Array.from({ length: 20 }, () => attempt.type(wrong)))
    expect(await attempt.type(codeOf(owner))).toContain('too many wrong codes in this sign-in')
    await world.withStore(async ({ interactions }) => {
      const [record] = await interactions.findAll({
        account: accountIdOf(site.id, 'at-once'),
        codeTries: [5, 6, 7, 20],
      })
      expect(record).toMatchObject({ codeTries: 5 })
    })
  })

  it('when so many come at once that the verifier has its hands full: it says so, and no try is lost', async () => {
    const owner = await enrolled('crowded')
    const attempt = await begin('crowded')
    const crowd = Promise.all(Array.from({ length: 75 }, () => slowHash('a code', Buffer.alloc(32))))
    const code = codeOf(owner)
    for (let i = 0; i < 6; i++) {
      const page = await attempt.browser.post(`${attempt.page}/recover`, undefined, { code })
      expect(page.status).toBe(503)
      expect(page.headers.get('retry-after')).toBe('5')
      expect(await page.text()).toContain('The verifier is busy')
    }
    const ticket = await fetch(`${world.issuer}/v1/tickets`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${site.id}:${site.secret}`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'crowded' }),
    })
    expect(ticket.status).toBe(503)
    expect(ticket.headers.get('retry-after')).toBe('5')
    expect(await ticket.json()).toMatchObject({ error: 'busy', retryAfter: 5 })
    await crowd
    expect(await attempt.type(code)).toContain('was accepted</h1>')
  })

  it('on another browser’s sign-in, or from another website’s form', async () => {
    const owner = await enrolled('foreign')
    const attempt = await begin('foreign')
    const code = codeOf(owner)
    const stranger = await openBrowser().post(`${attempt.page}/recover`, undefined, { code })
    expect(stranger.status).toBe(404)
    const forged = await attempt.browser.post(`${attempt.page}/recover`, 'https://evil.example', { code })
    expect(forged.status).toBe(404)
    expect(await attempt.status()).toBe('waiting')
    expect(await attempt.type(code)).toContain('was accepted</h1>')
  })

  it('with a code in a sign-in that is over', async () => {
    const owner = await enrolled('over')
    const attempt = await begin('over')
    await owner.client.abandon(attempt.offer, 'cancelled')
    const code = codeOf(owner)
    const answer = await attempt.browser.post(`${attempt.page}/recover`, undefined, { code })
    expect(answer.status).toBe(409)
    expect(await (await begin('over')).type(code)).toContain('was accepted</h1>')
  })

  it('by enrolling in somebody’s sign-in that no code has ended', async () => {
    await enrolled('no-code')
    const thief = await Client.create(world)
    const attempt = await begin('no-code')
    await expect(thief.enrol(attempt.offer, person(2))).rejects.toMatchObject({ code: 'already_enrolled' })
    const page = await attempt.browser.get(`${attempt.page}?setup`)
    expect(offerIn(await page.text()).purpose).toBe('verify')
  })
})

it('`zauth reset` takes the codes along', async () => {
  const { codes } = await enrolled('reset')
  expect(codes).toHaveLength(10)
  await world.whileStopped(() =>
    withAccounts(checkConfig(world.config), (parts) => resetAccount(parts, site.id, 'reset')),
  )
  const attempt = await begin('reset')
  expect(attempt.offer.purpose).toBe('enrol')
  expect(await attempt.type(codes[0] ?? '')).not.toContain('was accepted</h1>')
  expect(await attempt.status()).toBe('waiting')
})

it('`zauth reset` ends the sign-ins under way, and what a thief of a code was adding in one', async () => {
  const owner = await enrolled('stolen')
  const attempt = await begin('stolen')
  await attempt.type(codeOf(owner))
  const { offer } = await setUp(attempt)
  const thief = await Client.create(world)
  await thief.enrol(offer, person(2))
  await world.whileStopped(() =>
    withAccounts(checkConfig(world.config), (parts) => resetAccount(parts, site.id, 'stolen')),
  )
  await expect(thief.challenge(offer)).rejects.toMatchObject({ code: 'interaction_unknown' })
  expect((await attempt.browser.post(`${attempt.page}/finish`)).status).toBe(404)
  expect((await begin('stolen')).offer.purpose).toBe('enrol')
})
