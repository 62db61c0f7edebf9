import { createServer, type AddressInfo } from 'node:net'

/**
 * A TCP port of this computer that nobody listens on.
 *
 * @param from the first to try, and then those after it; 0 for any
 */
export async function freePort(from = 0): Promise<number> {
  for (let port = from; port < from + 100; port++) {
    const found = await tryPort(port)
    if (found !== null) return found
  }
  throw new Error(`No port from ${from} to ${from + 99} is free`)
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => {
      resolve(null)
    })
    server.listen(port, 'localhost', () => {
      const { port: found } = server.address() as AddressInfo
      server.close(() => {
        resolve(found)
      })
    })
  })
}
