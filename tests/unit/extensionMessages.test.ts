import { describe, expect, test } from 'vitest'
import { OwnCommand, PublicCommand } from '../../extension/messaging/commands.ts'
import { isOfferFrom } from '../../extension/messaging/isOfferFrom.ts'
import { originOfSender, type Sender } from '../../extension/messaging/originOfSender.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { read } from '../../shared/protocol/read.ts'
import { anOffer } from '../extension/anOffer.ts'

const ticket = 'A'.repeat(43)
const offer = anOffer({ issuer: 'https://verifier.example/zauth', ticket, expiresAt: 1 })

describe('an offer is taken from the verifier’s own page only', () => {
  const from = (page: string, issuer = offer.issuer): boolean => isOfferFrom(new URL(page), { issuer })

  test('a page below the issuer may hand it over', () => {
    expect(from('https://verifier.example/zauth/interaction/1')).toBe(true)
    expect(from('http://localhost:4000/interaction/1', 'http://localhost:4000')).toBe(true)
    expect(from('http://127.0.0.1:4000/interaction/1', 'http://127.0.0.1:4000')).toBe(true)
  })

  test.each([
    ['another host', 'https://verifier.example.evil.example/zauth/1', offer.issuer],
    ['another port', 'https://verifier.example:8443/zauth/1', offer.issuer],
    ['another scheme', 'http://verifier.example/zauth/1', offer.issuer],
    ['another program on the host', 'https://verifier.example/wiki/zauth/1', offer.issuer],
    ['a path that only begins alike', 'https://verifier.example/zauth-copy/1', offer.issuer],
    ['no TLS, and not this machine', 'http://verifier.example/1', 'http://verifier.example'],
    ['a name that only begins like this machine', 'http://localhost.evil.example/1', 'http://localhost.evil.example'],
    ['a user in the address', 'https://verifier.example/1', 'https://user@verifier.example'],
    ['a query in the address', 'https://verifier.example/1', 'https://verifier.example/?x'],
  ])('%s is refused', (_, page, issuer) => {
    expect(from(page, issuer)).toBe(false)
  })
})

describe('commands are obeyed by who sent them', () => {
  const own = { id: 'zauth', root: 'chrome-extension://zauth/' }
  const tab = { id: 7 }
  const page: Sender = { id: 'zauth', url: 'https://verifier.example/zauth/interaction/1', frameId: 0, tab }

  test('the top frame of a page is told apart from the extension’s own pages', () => {
    expect(originOfSender(page, own)).toEqual({ kind: 'page', url: new URL(page.url ?? ''), tabId: 7 })
    expect(originOfSender({ ...page, url: 'chrome-extension://zauth/camera.html?ticket=x' }, own)).toEqual({
      kind: 'own',
    })
  })

  test.each<[string, Sender]>([
    ['another extension', { ...page, id: 'other' }],
    ['a frame inside a page', { ...page, frameId: 3 }],
    ['something without a tab', { id: 'zauth', url: page.url, frameId: 0 }],
    ['something without an address', { id: 'zauth', frameId: 0, tab }],
    ['a page that is no website', { ...page, url: 'data:text/html,x' }],
    ['a page in a sandbox', { ...page, origin: 'null' }],
    ['a page that was fetched before anybody wanted it', { ...page, documentLifecycle: 'prerender' }],
    [
      'a page that claims an address of the extension’s',
      { ...page, url: `${own.root}popup.html`, origin: 'https://evil.example' },
    ],
    ['an extension whose address begins alike', { ...page, url: 'chrome-extension://zauth2/camera.html' }],
  ])('%s has nothing to say', (_, sender) => {
    expect(originOfSender(sender, own)).toBeNull()
  })

  test('a page can offer, and nothing else', () => {
    expect(read(PublicCommand, { command: 'offer', offer }).offer).toEqual(offer)
    expect(() => read(PublicCommand, { command: 'start', ticket })).toThrow()
    expect(() => read(PublicCommand, { command: 'settled', ticket })).toThrow()
    // What a later verifier may add goes no further.
    expect(read(PublicCommand, { command: 'offer', offer: { ...offer, more: 1 } }).offer).toEqual(offer)
    expect(() => read(PublicCommand, { command: 'offer', offer, more: 1 })).toThrow()
    expect(() => read(PublicCommand, { command: 'offer', offer: null })).toThrow()
  })

  test.each([
    ['turns what stands beside it around', '\u202e'],
    ['opens a direction that it does not close', '\u2066'],
    ['holds a mark that is ours', '\u2069'],
    ['cannot be seen', '\u200b'],
    ['begins a line', '\n'],
    ['begins a line of Unicode’s', '\u2028'],
  ])('an offer is refused whose name %s', (_, character) => {
    const name = `Your Bank${character}`
    const refused = (changes: Partial<Offer>): void =>
      expect(() => read(PublicCommand, { command: 'offer', offer: { ...offer, ...changes } })).toThrow()
    refused({ relyingParty: { clientId: 'shop', name, origin: 'https://shop.example' } })
    refused({ account: name })
  })

  test.each(['Zoë’s Books', 'מכירת ספרים', '本の店 № 1', 'ada@example.com'])('%s is a name', (name) => {
    const named = { ...offer, relyingParty: { clientId: 'shop', name, origin: 'https://shop.example' }, account: name }
    expect(read(PublicCommand, { command: 'offer', offer: named }).offer).toEqual(named)
  })

  test('the extension’s own pages cannot pass on what a page would have to say itself', () => {
    expect(() => read(OwnCommand, { command: 'offer', offer })).toThrow()
    expect(read(OwnCommand, { command: 'start', ticket })).toEqual({ command: 'start', ticket })
  })
})
