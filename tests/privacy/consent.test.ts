import { expect, test } from 'vitest'
import { exportAccount } from '../../server/cli/accounts/exportAccount.ts'
import { withAccounts } from '../../server/cli/accounts/withAccounts.ts'
import { checkConfig } from '../../server/config/config.ts'
import { requestEnrolment } from '../../extension/enrol/requestEnrolment.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { Client } from '../verifier/client.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { useManagedWorld } from '../server/useManagedWorld.ts'
import { website } from '../verifier/website.ts'

const managed = useManagedWorld()
const consent = { version: 'AAECAwQFBgcICQoL', time: 1_795_000_000_000 }

test('what a person agreed to, and when, is kept with her device, stays when her face is taken anew, and is exported', async () => {
  const client = await Client.create(managed.world)
  const { weights, acceptThreshold } = alice.training()
  const enrolment = (ticket: string, by: Client) => ({
    training: 'device',
    ticket,
    publicKey: by.publicKey,
    template: encryptTemplate(by.context, by.secretKey, weights),
    acceptThreshold,
    movementSet: 'turns',
  })
  const first = await managed.begin('consenting-cara')
  const wrong = { ...consent, version: 'I agree' }
  await expect(
    client.sendEnrolment({ ...enrolment(first.offer.ticket, client), consent: wrong }),
  ).rejects.toMatchObject({
    code: 'malformed_request',
  })
  await client.sendEnrolment({ ...enrolment(first.offer.ticket, client), consent })
  expect(await client.authenticate(first.offer, alice.image())).toBe(true)

  const renewed = Object.assign(await Client.create(managed.world), { proofKeys: client.proofKeys })
  await renewed.sendEnrolment({ ...enrolment(first.offer.ticket, renewed), renews: client.device })
  expect(await renewed.authenticate(first.offer, alice.image())).toBe(true)

  const text = await managed.world.whileStopped(() =>
    withAccounts(checkConfig(managed.world.config), (parts) => exportAccount(parts, website.id, 'consenting-cara')),
  )
  const { devices } = JSON.parse(text) as { devices: object[] }
  expect(devices).toMatchObject([{ id: renewed.device, consent: { version: consent.version } }])
  expect(text).toContain(new Date(consent.time).toISOString())
})

test('an extension sends along what was agreed to, in the form that the verifier reads', async () => {
  const answers: Record<string, unknown> = {
    takeTemplate: { weights: new Int32Array(256), acceptThreshold: 99 },
    encryptTemplate: new Uint8Array(sizes.template),
  }
  const worker = { call: (name: string) => Promise.resolve(answers[name]) }
  const session = {
    offer: { ticket: 'a'.repeat(43), training: 'device', acceptance: { falseMatchRate: 1e-5 } },
    face: worker,
    match: worker,
    screen: { view: { movementSet: 'turns' } },
    consent,
  } as unknown as Parameters<typeof requestEnrolment>[0]
  const request = await requestEnrolment(session, new Uint8Array(sizes.publicKey), undefined)
  expect(read(EnrolmentRequest, request)).toMatchObject({ consent })
})
