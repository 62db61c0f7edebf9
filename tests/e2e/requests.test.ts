import { mkdtempSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import * as v from 'valibot'
import { afterAll, describe, expect, test } from 'vitest'
import { outcomeOfPhotograph } from './photograph.ts'
import { claimsOn } from './sitePage.ts'
import { useStage } from './stage.ts'

/** What Chromium writes about its network (chromium.org, "NetLog: Chrome’s network logging system"), as far as it is read here. */
const NetLog = v.object({
  events: v.array(
    v.object({ params: v.optional(v.looseObject({ url: v.optional(v.string()), initiator: v.optional(v.string()) })) }),
  ),
})

describe('while a person enrols, signs in, and looks at her accounts and options,', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zauth-requests-'))
  const log = join(folder, 'net.json')
  const stage = useStage({ arguments: [`--log-net-log=${log}`] })
  let camera: Page | undefined
  afterAll(() => rm(folder, { recursive: true }))

  test('the networks are loaded by the camera window alone', async () => {
    for (const page of ['popup', 'options']) {
      const shown = await stage.browser.context.newPage()
      const loaded: string[] = []
      shown.on('request', (request) => loaded.push(request.url()))
      await shown.goto(`chrome-extension://${stage.browser.extensionId ?? ''}/${page}.html`)
      await shown.getByRole('heading').first().waitFor()
      expect(shown.workers()).toEqual([])
      expect(loaded.length).toBeGreaterThan(2)
      expect(loaded.filter((name) => /models|worker|\.wasm/.test(name))).toEqual([])
      await shown.close()
    }
    camera = await stage.openWindow('ada')
    await camera.locator('body[data-state=consent]').waitFor()
    const workers = (): string[] => camera?.workers().map((worker) => worker.url().replace(/.*\//, '')) ?? []
    await expect.poll(() => workers().toSorted()).toEqual(['face.worker.js', 'match.worker.js'])
  })

  test('the extension asks nothing of any computer but the verifier that she granted', async () => {
    if (!camera) throw new Error('There is no camera window')
    expect(await outcomeOfPhotograph(camera)).toMatchObject({ state: 'done' })
    await claimsOn(stage.page)
    const own = `chrome-extension://${stage.browser.extensionId ?? ''}`
    // What it has to say is written when it ends.
    await stage.browser.close()
    const { events } = v.parse(NetLog, JSON.parse(await readFile(log, 'utf8')))
    const requests = events.flatMap(({ params }) => (params?.url && params.initiator ? [params] : []))
    const asked = requests.filter(({ initiator }) => initiator === own).map(({ url = '' }) => url)
    const elsewhere = asked.filter(
      (url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== new URL(stage.world.verifier.issuer).origin,
    )
    expect(elsewhere).toEqual([])
    expect(asked.filter((url) => url.startsWith(stage.world.verifier.issuer)).length).toBeGreaterThan(2)
  })
})
