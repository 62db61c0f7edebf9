import { parse } from 'smol-toml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConfig } from '../../server/config/config.ts'
import { offerIn } from '../verifier/arrive.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { codeIn } from './codeIn.ts'
import { loadSample } from './loadSample.ts'

interface TicketSample {
  ticketFor(user: string): Promise<{ readonly code: string; readonly expiresAt: number }>
}

const document = 'docs/integrate/enrolment.md'

describe(document, () => {
  let world: World
  let sample: TicketSample

  beforeAll(async () => {
    const { id, secret, name, redirectUri } = website
    world = await openWorld({ clients: [{ id, secret, name, redirectUris: [redirectUri], enrolment: 'ticket' }] })
    sample = (await loadSample(await codeIn(document, 'js'), {
      ZAUTH_ISSUER: world.issuer,
      ZAUTH_ID: id,
      ZAUTH_SECRET: secret,
    })) as TicketSample
  })
  afterAll(() => world.close())

  it('has code that gets a ticket, good for a day, that lets the person set up her face', async () => {
    const { code, expiresAt } = await sample.ticketFor('ada')
    expect(Math.round((expiresAt - world.now()) / 3_600_000)).toBe(24)
    const attempt = await visit(world.issuer, await createRelyingParty(world.issuer), 'ada')
    expect(offerIn(await attempt.type(code))).toMatchObject({ purpose: 'enrol', account: 'ada' })
  })

  it('has settings that a verifier takes', async () => {
    const settings = parse(await codeIn(document, 'toml'))
    const config = checkConfig({ issuer: 'https://face.example', data: 'data', ...settings })
    expect(config.clients[0]).toMatchObject({ enrolment: 'ticket', maxDevices: 3, liveness: 'daily' })
  })
})
