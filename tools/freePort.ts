import { createServer, type AddressInfo } from 'node:net'

/**
 * A TCP port of this computer that nobody listens on.
 *
 * @param from the first to try, and then those after it; 0 for any
 * @param promised those that somebody is about to listen on
 */
export async function freePort(from = 0, promised: readonly number[] = []): Promise<number> {
  for (let i = 0; i < 100; i++) {
    const found = await tryPort(from === 0 ? 0 : from + i)
    if (found !== null && !promised.includes(found)) return found
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
