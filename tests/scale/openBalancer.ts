import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'

/** What stands before several nodes: each request goes to the next, as it would in a load balancer without sticky sessions. */
export interface Balancer {
  /** How many requests each node was handed, by its port. */
  readonly handed: ReadonlyMap<number, number>
  close(): Promise<void>
}

/**
 * @param port where to listen
 * @param nodes their ports; those that do not take a connection are passed over
 */
export async function openBalancer(port: number, nodes: readonly number[]): Promise<Balancer> {
  const handed = new Map(nodes.map((node) => [node, 0]))
  let turn = 0

  function hand(incoming: IncomingMessage, answer: ServerResponse, body: Buffer, left = nodes.length): void {
    const node = nodes[turn++ % nodes.length] ?? 0
    const { method = '', url: path = '', headers } = incoming
    const outgoing = send({ host: 'localhost', port: node, method, path, headers, agent: false }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
      response.once('error', () => answer.destroy())
    })
    outgoing.once('error', (error) => {
      // Only what nobody has begun to hear may be said again.
      const isUnheard = 'code' in error && error.code === 'ECONNREFUSED'
      if (isUnheard && left > 1) hand(incoming, answer, body, left - 1)
      else if (answer.headersSent) answer.destroy()
      else answer.writeHead(502).end()
    })
    outgoing.once('socket', () => handed.set(node, (handed.get(node) ?? 0) + 1))
    outgoing.end(body)
  }

  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.once('end', () => {
      hand(incoming, answer, Buffer.concat(chunks))
    })
  })
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return {
    handed,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
