import { cameras, fake, permitted, quiet, restart, tabs } from '../extension/extensionBrowser.ts'
import { beforeEach, expect, test } from 'vitest'
import '../../extension/background/main.ts'
import { allowIssuer } from '../../extension/permission/allowIssuer.ts'
import { readPending } from '../../extension/pending/pending.ts'
import { anOffer } from '../extension/anOffer.ts'

const issuer = 'http://localhost:4000'
const check = anOffer({ issuer, relyingParty: { clientId: 'shop', name: 'Shop', origin: issuer }, own: true })

beforeEach(async () => {
  restart()
  await allowIssuer(issuer)
  permitted.add('http://localhost/*')
})

test('a page of the verifier cannot have the person confirm anything in the name of her own options page', async () => {
  const url = `${issuer}/interaction/1`
  const tab = tabs.get(7)
  if (tab) tab.url = url
  const sender = { id: 'zauth', url, frameId: 0, tab: { id: 7, active: true } }
  const [answer] = await fake.runtime.onMessage.fire({ command: 'offer', offer: check }, sender)
  await quiet()
  expect(answer).toMatchObject({ answer: false })
  expect(await readPending()).toEqual([])
  expect(cameras()).toEqual([])
})

test('the options page opens the camera window of a check over itself, though no verifier’s page is in its tab', async () => {
  const sender = { id: 'zauth', url: 'chrome-extension://zauth/options.html' }
  await fake.runtime.onMessage.fire({ command: 'keep', offer: check, tabId: 7 }, sender)
  await fake.runtime.onMessage.fire({ command: 'start', ticket: check.ticket }, sender)
  await quiet()
  expect(cameras()).toHaveLength(1)
  expect(await readPending()).toMatchObject([{ offer: { own: true }, state: 'opened' }])
})
