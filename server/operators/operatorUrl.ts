import { isIPv6 } from 'node:net'
import * as v from 'valibot'
import type { VerifierConfig } from '../config/config.ts'
import { secureUrl } from '../config/secureUrl.ts'

/**
 * Where operators' browsers find their pages: an origin. `null` where there are none: without an address of operators, or where `url` does not
 * say how one comes there by https, as a browser keeps no session otherwise, unless it is on this machine.
 */
export function operatorUrl({ operator }: Pick<VerifierConfig, 'operator'>): string | null {
  if (operator === undefined) return null
  const { host, port, url } = operator
  const own = URL.parse(`http://${isIPv6(host) ? `[${host}]` : host}:${port}`)?.origin
  return url ?? (v.is(secureUrl, own) ? own : null)
}
