import type { Offer } from '../../shared/protocol/offer.ts'

/** Addresses without TLS are for verifiers on this machine only. */
const loopback = new Set(['localhost', '127.0.0.1'])

/**
 * Whether a page may hand over this offer: it must be a page of the verifier's origin. The path is looked at as well, so that a
 * page is not taken for another verifier's by mistake; it is no boundary, because any page can give itself any path of its own
 * origin (`history.replaceState`). Whoever shares an origin with a verifier can speak for it.
 */
export function isOfferFrom(page: URL, offer: Pick<Offer, 'issuer'>): boolean {
  const issuer = new URL(offer.issuer)
  if (issuer.protocol !== 'https:' && !(issuer.protocol === 'http:' && loopback.has(issuer.hostname))) return false
  if (issuer.search !== '' || issuer.hash !== '' || issuer.username !== '' || issuer.password !== '') return false
  const path = issuer.pathname.endsWith('/') ? issuer.pathname : `${issuer.pathname}/`
  return page.origin === issuer.origin && page.pathname.startsWith(path)
}
