import { isIPv4, isIPv6 } from 'node:net'

/**
 * The network that is counted as one sender: an IPv4 address, or the /64 of an IPv6 address, in which one household has them all.
 *
 * @param address as a socket or a proxy says it, with a port or without
 * @returns `null` when it is no address
 */
export function networkOf(address: string | undefined): string | null {
  const plain = withoutPort(address?.trim() ?? '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
  if (isIPv4(plain)) return plain
  if (!isIPv6(plain)) return null
  const [front = [], back = []] = plain.split('::', 2).map((part) => part.split(':').filter((group) => group !== ''))
  const between = Array<string>(8 - front.length - back.length).fill('0')
  const groups = [...front, ...between, ...back].slice(0, 4).map((group) => parseInt(group, 16).toString(16))
  return `${groups.join(':')}::/64`
}

/** Some proxies name the port, too: `192.0.2.7:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  const found = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? /^([\d.]+):\d+$/.exec(text)
  return found?.[1] ?? text
}
