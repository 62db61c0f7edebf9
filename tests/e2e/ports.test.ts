import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openWorld } from '../../tools/openWorld.ts'

/** Beyond those that systems hand out by themselves. */
const ports = { verifier: 14000, site: 14001 }
const taken: Server[] = []

afterEach(() => {
  for (const server of taken.splice(0)) server.close()
})

test('a second verifier and website start beside the first, on the ports after theirs', async () => {
  for (const port of Object.values(ports)) {
    const server = createServer().listen(port, 'localhost')
    await once(server, 'listening')
    taken.push(server)
  }
  const world = await openWorld('nobody', { ports })
  try {
    const urls = [world.verifier.issuer, world.site.url]
    expect(urls.filter((url) => Number(new URL(url).port) > ports.site)).toEqual(urls)
    for (const url of [`${world.verifier.issuer}/.well-known/openid-configuration`, world.site.url])
      expect((await fetch(url)).status).toBe(200)
  } finally {
    await world.close()
  }
})
