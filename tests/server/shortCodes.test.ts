import { describe, expect, it } from 'vitest'
import type { VerifierConfigInput } from '../../server/config/config.ts'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { offerIn } from '../verifier/arrive.ts'
import { Client } from '../verifier/client.ts'
import { keptOf, saltSecretOf } from './keptOf.ts'
import { manage } from './manage.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld } from '../verifier/world.ts'
import { useManagedWorld } from './useManagedWorld.ts'

const managed = useManagedWorld()
const { begin, enrolled, checked, added } = managed

describe('a short code', () => {
  it('is good once, for its account, for ten minutes, and until a newer one is made', async () => {
    const { client } = await enrolled('short')
    await enrolled('stranger')
    const first = await manage(client).add(await checked(client))
    const { code } = await manage(client).add(await checked(client))
    // Forty bits: eight digits out of 32.
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    const attempt = await begin('short')
    expect(await attempt.type(first.code)).toContain('no code of this account')
    expect(await (await begin('stranger')).type(code)).toContain('no code of this account')
    expect(offerIn(await attempt.type(code)).purpose).toBe('enrol')
    expect(await (await begin('short')).type(code)).toContain('no code of this account')

    const late = await manage(client).add(await checked(client))
    managed.world.passTime(600_001)
    expect(await (await begin('short')).type(late.code)).toContain('no code of this account')
  })

  it('lets one in of many that type it at the same moment', async () => {
    const { client } = await enrolled('raced')
    const { code } = await manage(client).add(await checked(client))
    const attempts = await Promise.all(Array.from({ length: 4 }, () => begin('raced')))
    const pages = await Promise.all(attempts.map((attempt) => attempt.type(code)))
    expect(pages.filter((html) => offerIn(html).purpose === 'enrol')).toHaveLength(1)
  })

  it('ends after twenty wrong ones, in whatever browsers they were typed', async () => {
    const { client } = await enrolled('guessed')
    const { code } = await manage(client).add(await checked(client))
    for (let browsers = 0; browsers < 5; browsers++) {
      const guesser = await begin('guessed')
      await Promise.all(Array.from({ length: 4 }, () => guesser.type('0000-0000')))
    }
    expect(await (await begin('guessed')).type(code)).toContain('no code of this account')
    // A recovery code is none of these tries: its owner is not kept out.
    const fresh = await manage(client).recoveryCodes(await checked(client))
    expect(await (await begin('guessed')).type(fresh[0] ?? '')).toContain('was accepted</h1>')
  })

  it('is kept as a slow hash alone, under a salt that takes the verifier’s secret, and stands in no log', async () => {
    const { client } = await enrolled('hashed')
    const { code } = await manage(client).add(await checked(client))
    const account = accountIdOf(site.id, 'hashed')
    const secret = await saltSecretOf(managed.world)
    await managed.world.withStore(async ({ additions }) => {
      const addition = await additions.find(account)
      expect(addition).toMatchObject({ by: client.device, code: keptOf(secret, account, code) })
      const kept = JSON.stringify(addition)
      expect(kept).not.toContain(code)
      expect(kept).not.toContain(code.replace('-', ''))
    })
    expect(managed.world.log.join('')).not.toContain(code)
  })

  it('is worth nothing once the device that gave it is revoked, nor is what it had let begin', async () => {
    const { client } = await enrolled('friend')
    const unwanted = await added(client, 'friend')
    const { code } = await manage(unwanted).add(await checked(unwanted))
    const typedBefore = await begin('friend')
    const offer = offerIn(await typedBefore.type(code))
    const friend = await Client.create(managed.world)
    await friend.enrol(offer, alice)
    const { code: next } = await manage(unwanted).add(await checked(unwanted))

    await manage(client).revoke(unwanted.device, await checked(client))
    await expect(friend.challenge(offer)).rejects.toMatchObject({ code: 'device_unknown' })
    await expect(friend.enrol(offer, alice)).rejects.toMatchObject({ name: 'Refusal' })
    expect(await (await begin('friend')).type(next)).toContain('no code of this account')
    expect((await manage(client).list()).devices).toHaveLength(1)
  })
})

it('where a website closes enrolment, no device is added, while all else is managed', async () => {
  const client = { id: site.id, secret: site.secret, name: site.name, redirectUris: [site.redirectUri] }
  const clients: NonNullable<VerifierConfigInput['clients']>[number][] = [{ ...client, enrolment: 'open' }]
  const closing = await openWorld({ clients })
  try {
    const device = await Client.create(closing)
    const { offer } = await visit(closing.issuer, await createRelyingParty(closing.issuer), 'ada')
    await device.enrol(offer, alice)
    expect(await device.authenticate(offer, alice.image())).toBe(true)
    clients[0] = { ...client, enrolment: 'closed' }
    await closing.restart()

    expect((await manage(device).list()).mayAdd).toBe(false)
    const check = await manage(device).check()
    expect(await device.authenticate(check, alice.image())).toBe(true)
    await expect(manage(device).add(check.ticket)).rejects.toMatchObject({ code: 'enrolment_refused' })
    expect(await manage(device).recoveryCodes(check.ticket)).toHaveLength(10)
  } finally {
    await closing.close()
  }
})
