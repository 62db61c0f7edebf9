import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { startSite, type Site } from '../../examples/mounted/site.ts'
import { cameraWindow } from '../../tools/cameraWindow.ts'
import type { FurtherSite } from '../../tools/openWorld.ts'
import type { Subject } from '../../tools/webcam/webcam.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { useStage } from './stage.ts'

describe('a person at a website in Koa that has its verifier mounted', () => {
  const stage = useStage({ sites: [start] })
  let site: Site

  async function start(): Promise<FurtherSite> {
    const data = await mkdtemp(join(tmpdir(), 'zauth-mounted-'))
    site = await startSite({ port: 0, data, liveness: 'off' })
    return {
      client: null,
      async close() {
        await site.close()
        await rm(data, { recursive: true })
      },
    }
  }

  beforeAll(() => stage.browser.grant(site.issuer))

  async function signIn(subject: Subject): Promise<void> {
    await stage.world.webcam.show(subject)
    const { page } = stage
    await page.goto(site.url)
    await page.getByLabel('Password').fill('correct horse')
    const [camera] = await Promise.all([
      cameraWindow(stage.browser.context),
      page.getByRole('button', { name: 'Continue' }).click(),
    ])
    expect(await outcomeOfPhotograph(camera)).toMatchObject({ state: 'done' })
    await page.getByRole('heading', { name: 'Welcome, ada' }).waitFor()
  }

  test('enrols at her first sign-in, and is known at the next, under the path of the website', async () => {
    await signIn('ada')
    await stage.page.context().clearCookies({ name: 'session' })
    await signIn('ada-elsewhere')
    expect(stage.page.url()).toBe(`${site.url}/`)
  })
})
