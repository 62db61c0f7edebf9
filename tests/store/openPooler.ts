import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a database that lets a connection through only if it begins as PgBouncer lets it begin. */
interface Pooler extends AsyncDisposable {
  readonly url: string
  /** Parameters for which connections were refused. */
  readonly refused: readonly string[]
}

/** Parameters that PgBouncer takes at a connection's beginning, without `ignore_startup_parameters`. */
const known = ['user', 'database', 'application_name', 'client_encoding', 'datestyle', 'timezone', 'options']

/** @param address the database's own */
export async function openPooler(address: string): Promise<Pooler> {
  const url = new URL(address)
  const refused: string[] = []
  const open = new Set<Socket>()
  const server = createServer((client) => {
    open.add(client)
    client.on('error', () => undefined)
    client.once('data', (first: Buffer) => {
      const [strange] = parametersOf(first).filter((name) => !known.includes(name.toLowerCase()))
      if (strange === undefined) {
        const behind = connect(Number(url.port), url.hostname)
        behind.on('error', () => client.destroy())
        behind.write(first)
        client.pipe(behind).pipe(client)
        return
      }
      refused.push(strange)
      client.end(refusal(`unsupported startup parameter: ${strange}`))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${(server.address() as AddressInfo).port}` }).href,
    refused,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Names of a StartupMessage's parameters: length, version, then names and values that end with a nought each. */
function parametersOf(message: Buffer): string[] {
  const words = message.subarray(8).toString().split('\0')
  return words.filter((word, i) => i % 2 === 0 && word !== '')
}

/** An ErrorResponse. */
function refusal(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${message}\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeUInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}
