import {
  alarm,
  cameras,
  fake,
  permitted,
  person,
  quiet,
  restart,
  tabs,
  windows,
} from '../extension/extensionBrowser.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import '../../extension/background/main.ts'
import { allowIssuer } from '../../extension/permission/allowIssuer.ts'
import { isGranted } from '../../extension/permission/isGranted.ts'
import { settleAsked } from '../../extension/permission/settleAsked.ts'
import { readPending } from '../../extension/pending/pending.ts'
import { start } from '../../extension/popup/start.ts'
import { changeSettings } from '../../extension/storage/settings/changeSettings.ts'
import { markUsed } from '../../extension/storage/accounts/markUsed.ts'
import { accountKey, type Account } from '../../extension/storage/accounts/account.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { anOffer } from '../extension/anOffer.ts'

const issuer = 'http://localhost:4000'
const page = `${issuer}/interaction/1`
const offerOf = (ticket: string, changes: Partial<Offer> = {}): Offer =>
  anOffer({ issuer, ticket: ticket.repeat(43), purpose: 'enrol', ...changes })

/** A tab shows a verifier's page, whose content script hands over its offer. */
async function show(offer: Offer, tabId = 7, url = `${offer.issuer}/interaction/1`): Promise<unknown> {
  const tab = tabs.get(tabId)
  if (!tab) throw new Error(`There is no tab ${tabId}`)
  tab.url = url
  const [answer] = await fake.runtime.onMessage.fire(
    { command: 'offer', offer },
    { id: 'zauth', url, frameId: 0, tab: { id: tabId, active: tab.active } },
  )
  await quiet()
  return (answer as { answer?: unknown }).answer
}

async function closeWindow(id: number): Promise<void> {
  windows.delete(id)
  await fake.windows.onRemoved.fire(id)
  await quiet()
}

async function grant(one = issuer): Promise<void> {
  await allowIssuer(one)
  permitted.add('http://localhost/*')
}

beforeEach(restart)
afterEach(() => void vi.useRealTimers())

describe('only a verifier that the person has allowed', () => {
  test('opens the camera window by itself', async () => {
    await grant()
    expect(await show(offerOf('A'))).toBe(true)
    expect(cameras()).toHaveLength(1)
  })

  test('is granted: not another one on another port, or below another path, of the same host', async () => {
    await grant()
    expect(await isGranted(issuer)).toBe(true)
    for (const other of ['http://localhost:4001', `${issuer}/other`, 'http://localhost']) {
      expect(await isGranted(other)).toBe(false)
      expect(await show(offerOf('A', { issuer: other }))).toBe(false)
      expect(cameras()).toHaveLength(0)
    }
  })

  test('is granted: what she allowed counts only as long as the browser permits its host', async () => {
    await allowIssuer(issuer)
    expect(await isGranted(issuer)).toBe(false)
    expect(await show(offerOf('A'))).toBe(false)
    expect(cameras()).toHaveLength(0)
  })

  test('is granted by a click in the popup, which another one on the host has to ask for by itself', async () => {
    const waiting = { offer: offerOf('A'), tabId: 7, granted: false, runs: false }
    await show(waiting.offer)
    expect(await start(waiting)).toBe(true)
    await quiet()
    expect(cameras()).toHaveLength(1)
    expect(await isGranted(issuer)).toBe(true)
    expect(await isGranted('http://localhost:4001')).toBe(false)
  })

  test('is granted: a refusal in the browser’s prompt leaves nothing behind', async () => {
    person.says = false
    expect(await start({ offer: offerOf('A'), tabId: 7, granted: false, runs: false })).toBe(false)
    permitted.add('http://localhost/*')
    expect(await isGranted(issuer)).toBe(false)
  })

  describe('where the browser closes the popup when it asks', () => {
    /** The popup's click, after which nothing of it goes on. */
    async function clickAt(one: string): Promise<void> {
      vi.spyOn(fake.permissions, 'request').mockImplementationOnce(() => new Promise(() => undefined))
      void start({ offer: offerOf('A', { issuer: one }), tabId: 7, granted: false, runs: false })
      await quiet()
    }
    const permit = async (): Promise<void> => {
      permitted.add('http://localhost/*')
      await fake.permissions.onAdded.fire({ origins: ['http://localhost/*'] })
      await quiet()
    }

    test('it is granted by her yes, and what she granted it for starts', async () => {
      await show(offerOf('A'))
      await clickAt(issuer)
      await permit()
      expect(await isGranted(issuer)).toBe(true)
      expect(cameras()).toHaveLength(1)
    })

    test('it is not granted by her no, nor by what she allows to another one on the host later', async () => {
      await clickAt(issuer)
      expect(await isGranted(issuer)).toBe(false)
      await clickAt('http://localhost:4001')
      await permit()
      expect(await isGranted(issuer)).toBe(false)
      expect(await isGranted('http://localhost:4001')).toBe(true)
    })

    test('it is not granted when she has said no, has opened the popup again and permits the host in the browser', async () => {
      await clickAt(issuer)
      await settleAsked()
      await permit()
      expect(await isGranted(issuer)).toBe(false)
    })
  })

  test('is granted: a permission for its host does not start what another one there offers', async () => {
    await show(offerOf('A'))
    permitted.add('http://localhost/*')
    await fake.permissions.onAdded.fire({ origins: ['http://localhost/*'] })
    await quiet()
    expect(cameras()).toHaveLength(0)
  })

  test('is granted: a permission that was taken back and given again is for nobody that was allowed before', async () => {
    await grant()
    permitted.clear()
    await fake.permissions.onRemoved.fire({ origins: ['http://localhost/*'] })
    await quiet()
    permitted.add('http://localhost/*')
    expect(await isGranted(issuer)).toBe(false)
  })
})

describe('the camera window opens by itself', () => {
  beforeEach(() => grant())

  test('not again within a minute after the person has closed it unfinished, but on her click', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await show(offerOf('A'))
    await closeWindow(cameras()[0]?.id ?? 0)
    await show(offerOf('B'))
    expect(cameras()).toHaveLength(0)
    await fake.runtime.sendMessage({ command: 'start', ticket: 'B'.repeat(43) })
    expect(cameras()).toHaveLength(1)
    await closeWindow(cameras()[0]?.id ?? 0)
    vi.setSystemTime(Date.now() + 61_000)
    await show(offerOf('C'))
    expect(cameras()).toHaveLength(1)
  })

  test('at once for the next sign-in after one that came to its end', async () => {
    await show(offerOf('A'))
    await fake.runtime.sendMessage({ command: 'settled', ticket: 'A'.repeat(43) })
    await closeWindow(cameras()[0]?.id ?? 0)
    await show(offerOf('B'))
    expect(cameras()).toHaveLength(1)
  })

  test('for what waits in another tab, when the sign-in that ran before is over and its window is gone', async () => {
    await show(offerOf('A'))
    const [first] = cameras()
    tabs.set(8, { id: 8, windowId: 1, active: false, url: undefined })
    await show(offerOf('B', { account: 'grace' }), 8)
    for (const tab of tabs.values()) tab.active = tab.id === 8
    await fake.tabs.onActivated.fire({ tabId: 8 })
    await quiet()
    expect(cameras()).toEqual([first])
    windows.set(1, { id: 1, focused: false })
    await fake.runtime.sendMessage({ command: 'settled', ticket: 'A'.repeat(43) })
    expect(cameras()).toEqual([first])
    windows.set(1, { id: 1, focused: true })
    await closeWindow(first?.id ?? 0)
    expect(cameras().map(({ url }) => url)).toEqual([`camera.html?ticket=${'B'.repeat(43)}`])
  })

  test('for what waits before her eyes, when the sign-in that ran in the background is over', async () => {
    await show(offerOf('A'))
    tabs.set(8, { id: 8, windowId: 1, active: true, url: undefined })
    await show(offerOf('B', { account: 'grace' }), 8)
    expect(cameras()).toHaveLength(1)
    await fake.runtime.sendMessage({ command: 'settled', ticket: 'A'.repeat(43) })
    expect(cameras()).toHaveLength(2)
  })

  test.each([
    ['that the extension may not see', undefined],
    ['that the extension may see', 'http://localhost:4001/'],
  ])('not over another page %s than the one that offered, and what that one offered is forgotten', async (_, url) => {
    tabs.set(8, { id: 8, windowId: 1, active: false, url: undefined })
    await show(offerOf('A'), 8)
    const tab = tabs.get(8)
    if (!tab) throw new Error('There is no tab')
    Object.assign(tab, { active: true, url })
    await fake.tabs.onActivated.fire({ tabId: 8 })
    await quiet()
    expect(cameras()).toHaveLength(0)
    await fake.tabs.onUpdated.fire(8, { status: 'loading' })
    await quiet()
    expect(await readPending()).toEqual([])
  })

  test('when the person turns to the tab that offers, and not before', async () => {
    tabs.set(8, { id: 8, windowId: 1, active: false, url: undefined })
    await show(offerOf('A'), 8)
    expect(cameras()).toHaveLength(0)
    const tab = tabs.get(8)
    if (tab) tab.active = true
    await fake.tabs.onActivated.fire({ tabId: 8 })
    await quiet()
    expect(cameras()).toHaveLength(1)
  })

  test.each([
    ['everywhere', { automatic: 'ask' }],
    ['at this verifier', { automaticAt: { [issuer]: 'ask' } }],
  ] as const)('not where the person wants to be asked first, %s, but on her click', async (_, settings) => {
    await changeSettings(settings)
    await show(offerOf('A'))
    expect(cameras()).toHaveLength(0)
    await fake.runtime.sendMessage({ command: 'start', ticket: 'A'.repeat(43) })
    expect(cameras()).toHaveLength(1)
  })

  test('where she wants it, although she wants to be asked everywhere else', async () => {
    await changeSettings({ automatic: 'ask', automaticAt: { [issuer]: 'granted' } })
    await show(offerOf('A'))
    expect(cameras()).toHaveLength(1)
  })

  test('five times in a minute and no more, however many sign-ins a page offers that end at once', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    let opened = 0
    const offerAndEnd = async (ticket: string): Promise<void> => {
      const before = cameras().length
      await show(offerOf(ticket))
      opened += cameras().length - before
      await fake.runtime.sendMessage({ command: 'settled', ticket: ticket.repeat(43) })
    }
    for (const ticket of 'ABCDEFGH') await offerAndEnd(ticket)
    expect(opened).toBe(5)
    vi.setSystemTime(Date.now() + 61_000)
    await offerAndEnd('I')
    expect(opened).toBe(6)
  })

  test('when the person turns to the window that offers, and not before', async () => {
    windows.set(1, { id: 1, focused: false })
    await show(offerOf('A'))
    expect(cameras()).toHaveLength(0)
    windows.set(1, { id: 1, focused: true })
    await fake.windows.onFocusChanged.fire(1)
    await quiet()
    expect(cameras()).toHaveLength(1)
  })
})

test('a sign-in whose camera window was closed waits as long as its page is there, and no longer', async () => {
  await grant()
  await show(offerOf('A'))
  await closeWindow(cameras()[0]?.id ?? 0)
  expect(await readPending()).toHaveLength(1)
  await fake.runtime.sendMessage({ command: 'start', ticket: 'A'.repeat(43) })
  tabs.delete(7)
  await closeWindow(cameras()[0]?.id ?? 0)
  expect(await readPending()).toEqual([])
})

test('a code that is typed in the page turns the sign-in that waits into one that sets up this device', async () => {
  await grant()
  vi.useFakeTimers({ toFake: ['Date'] })
  await show(offerOf('A', { purpose: 'verify' }))
  await closeWindow(cameras()[0]?.id ?? 0)
  vi.setSystemTime(Date.now() + 61_000)
  // The page of the same sign-in, loaded again: nothing new opens.
  await show(offerOf('A', { purpose: 'verify' }))
  expect(cameras()).toHaveLength(0)
  await show(offerOf('A', { purpose: 'enrol' }))
  expect(cameras()).toHaveLength(1)
  expect(await readPending()).toMatchObject([{ offer: { purpose: 'enrol' }, state: 'opened' }])
})

test('a page of another verifier cannot take over the ticket of a sign-in that waits', async () => {
  await show(offerOf('A'))
  tabs.set(8, { id: 8, windowId: 1, active: false, url: undefined })
  await show(offerOf('A', { issuer: 'http://localhost:4001', purpose: 'verify' }), 8)
  expect(await readPending()).toMatchObject([{ offer: { issuer, purpose: 'enrol' }, tabId: 7 }])
})

test('a storage that fails once costs the offer of that moment, and no later one of its tab', async () => {
  await grant()
  vi.spyOn(fake.storage.session, 'get').mockRejectedValueOnce(new Error('full'))
  await expect(show(offerOf('A'))).rejects.toThrow('full')
  expect(await show(offerOf('A'))).toBe(true)
  expect(cameras()).toHaveLength(1)
})

test('the extension wants to be woken when what waits has expired, so that the icon says so', async () => {
  const expiresAt = Date.now() + 60_000
  await show(offerOf('A', { expiresAt }))
  expect(alarm.when).toBe(expiresAt)
})

test('no offer waits longer than a quarter of an hour, whatever its verifier says', async () => {
  await show(offerOf('A', { expiresAt: 9e15 }))
  const [waiting] = await readPending()
  expect(waiting?.offer.expiresAt).toBeLessThanOrEqual(Date.now() + 15 * 60_000)
  expect(waiting?.offer.expiresAt).toBeGreaterThan(Date.now() + 14 * 60_000)
})

test('an account has one camera window: another sign-in of hers brings that one to the front', async () => {
  await grant()
  await show(offerOf('A'))
  tabs.set(8, { id: 8, windowId: 1, active: false, url: page })
  await show(offerOf('B'), 8)
  await fake.runtime.sendMessage({ command: 'start', ticket: 'B'.repeat(43) })
  expect(cameras()).toHaveLength(1)
  tabs.set(9, { id: 9, windowId: 1, active: false, url: page })
  await show(offerOf('C', { account: 'grace' }), 9)
  await fake.runtime.sendMessage({ command: 'start', ticket: 'C'.repeat(43) })
  expect(cameras()).toHaveLength(2)
})

test('pages of verifiers cannot read what the extension stores', () => {
  expect(fake.storage.local.accessLevel).toBe('TRUSTED_CONTEXTS')
  expect(fake.storage.session.accessLevel).toBe('TRUSTED_CONTEXTS')
})

test('a device that signs in does not bring back the record of one that has taken its place', async () => {
  const name = { issuer, clientId: 'shop', account: 'ada' }
  const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k', alg: 'ES256', use: 'sig' } as const
  const facts = { ...name, relyingParty: 'Shop', device: 'new', keyAndTemplate: 'h', jwks: { keys: [jwk] } }
  const record: Account = { ...facts, keys: 'n', enrolled: 1, lastUsed: null }
  const key = await accountKey(name)
  await fake.storage.local.set({ [key]: record })
  await markUsed({ ...facts, device: 'old' }, facts.jwks)
  expect(fake.storage.local.kept.get(key)).toEqual(record)
  const followed = { keys: [{ ...jwk, kid: 'k2' }] }
  await markUsed(facts, followed)
  const used: unknown = expect.any(Number)
  expect(fake.storage.local.kept.get(key)).toMatchObject({ device: 'new', lastUsed: used, jwks: followed })
  // A window that began before does not bring back the key from which that one has gone over.
  await markUsed(facts, facts.jwks)
  expect(fake.storage.local.kept.get(key)).toMatchObject({ device: 'new', jwks: followed })
})
