import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import proxyAddress from 'proxy-addr'
import { networkOf } from './networkOf.ts'

/**
 * Whom a request is counted for, as `networkOf` names it; `null` for whoever may speak for many, and is nobody in particular.
 */
export type SenderOf = (request: IncomingMessage) => string | null

const neighbours = new BlockList()
neighbours.addSubnet('127.0.0.0', 8)
neighbours.addSubnet('10.0.0.0', 8)
neighbours.addSubnet('172.16.0.0', 12)
neighbours.addSubnet('192.168.0.0', 16)
neighbours.addAddress('::1', 'ipv6')
neighbours.addSubnet('fc00::', 7, 'ipv6')

/**
 * How senders are told apart.
 *
 * @param proxies the addresses and networks of the proxies before the verifier. What one of them says in `X-Forwarded-For` is
 *   believed, from the right and only as far as it names another of them: what stands further left, anybody may have written. What
 *   anybody else says there is not asked. `undefined` when the operator has not said: then a neighbour may be a proxy, and is nobody
 *   in particular; with an empty list every neighbour is a sender like any other
 */
export function createSenderOf(proxies: readonly string[] | undefined): SenderOf {
  if (proxies === undefined) return ({ socket }) => unlessNeighbour(socket.remoteAddress)
  const isProxy = proxyAddress.compile([...proxies])
  return (request) => {
    // The socket's first, then from the right to the left, and none behind the first that is no proxy.
    const chain = proxyAddress.all(request, isProxy)
    const last = chain.at(-1)
    if (last === undefined || isProxy(last, chain.length - 1)) return null
    // What is no address, the proxy that said it has to answer for.
    for (const address of chain.toReversed()) {
      const network = networkOf(address)
      if (network !== null) return network
    }
    return null
  }
}

function unlessNeighbour(address: string | undefined): string | null {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '') ?? ''
  return neighbours.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4') ? null : networkOf(plain)
}
