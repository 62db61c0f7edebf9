import express from 'express'
import Koa from 'koa'
import mount from 'koa-mount'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Verifier } from '../../server/index.ts'

/** Programs of somebody else's that have verifiers mounted, each by its path, and answer to everything else by themselves. */
export const hosts = {
  Koa(mounted: Readonly<Record<string, Verifier>>, port: number): Server {
    const host = new Koa()
    for (const [path, verifier] of Object.entries(mounted)) host.use(mount(path, verifier.app))
    host.use((ctx) => {
      ctx.body = 'the host’s own page'
    })
    return host.listen(port, 'localhost')
  },
  Express(mounted: Readonly<Record<string, Verifier>>, port: number): Server {
    const host = express()
    for (const [path, verifier] of Object.entries(mounted)) host.use(path, verifier.handle)
    host.use(express.json())
    host.use((_request, response) => {
      response.send('the host’s own page')
    })
    return host.listen(port, 'localhost')
  },
  'plain Node'(mounted: Readonly<Record<string, Verifier>>, port: number): Server {
    return createServer((request, response) => {
      const found = Object.entries(mounted).find(([path]) => request.url?.startsWith(`${path}/`))
      if (found) found[1].handle(request, response)
      else response.end('the host’s own page')
    }).listen(port, 'localhost')
  },
} as const

/** Waits until a host listens; ends it. */
export async function listening(server: Server): Promise<() => Promise<void>> {
  if (!server.listening) await once(server, 'listening')
  return async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeIdleConnections()
    await closed
  }
}
