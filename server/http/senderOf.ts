import { BlockList, isIPv4, isIPv6 } from 'node:net'

const local = new BlockList()
local.addSubnet('127.0.0.0', 8)
local.addSubnet('10.0.0.0', 8)
local.addSubnet('172.16.0.0', 12)
local.addSubnet('192.168.0.0', 16)
local.addAddress('::1', 'ipv6')
local.addSubnet('fc00::', 7, 'ipv6')

/**
 * Whom a connection is counted for: its IPv4 address, or the /64 of its IPv6 address, in which one household has them all.
 * `null` for a neighbour, who may be a reverse proxy and speak for everybody; what it says about others is not asked.
 *
 * @param address as the socket gives it, `undefined` when it has gone
 */
export function senderOf(address: string | undefined): string | null {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '') ?? ''
  if (isIPv4(plain)) return local.check(plain) ? null : plain
  if (!isIPv6(plain) || local.check(plain, 'ipv6')) return null
  const [front = [], back = []] = plain.split('::', 2).map((part) => part.split(':').filter((group) => group !== ''))
  const between = Array<string>(8 - front.length - back.length).fill('0')
  return `${[...front, ...between, ...back].slice(0, 4).join(':')}::/64`
}
