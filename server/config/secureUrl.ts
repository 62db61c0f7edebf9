import * as v from 'valibot'

const isLoopback = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host)

/** https anywhere, http on this machine only: a ticket, a code or a secret never crosses a network in the clear. */
function isSecureUrl(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

/** An address in the configuration, of at most 512 characters. */
export const secureUrl = v.pipe(
  v.string(),
  v.maxLength(512, 'Expected at most 512 characters'),
  v.check(isSecureUrl, 'Expected an https address, or http on localhost'),
)
