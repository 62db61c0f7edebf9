import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServerHere extends AsyncDisposable {
  readonly origin: string
}

/** A server on loopback, for as long as it is wanted. */
export async function serverHere(answer: RequestListener): Promise<ServerHere> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
