import { createHash, X509Certificate } from 'node:crypto'
import type { Page } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { startSite, type Site } from '../../examples/duo/site.ts'
import { cameraWindow, type CameraOutcome } from '../../tools/cameraWindow.ts'
import { freePort } from '../../tools/freePort.ts'
import type { FurtherSite } from '../../tools/openWorld.ts'
import type { Subject } from '../../tools/webcam/webcam.ts'
import { openSecureWorld, type SecureWorld } from '../interop/secureWorld.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { claimsOn, refusalOn } from './sitePage.ts'
import { useStage } from './stage.ts'

const id = 'DIEXAMPLEEXAMPLEEXAM'
const secret = 'forty-characters-of-an-example-s-secret-'

describe('the example website with Duo’s client', () => {
  let verifier: SecureWorld
  let site: Site
  // Chromium is told to take the one certificate that nobody has heard of.
  const trusted: string[] = []
  const stage = useStage({ sites: [start], arguments: trusted })

  async function start(): Promise<FurtherSite> {
    const port = await freePort()
    const redirectUris = [`http://localhost:${port}/duo-callback`]
    verifier = await openSecureWorld([
      { id, secret, name: 'Hill Records', roads: ['duo'], redirectUris, enrolment: 'open' },
    ])
    const { authority, certificate, host: apiHost } = verifier
    const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
    trusted.push(`--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`)
    const users = { ada: 'correct horse' }
    site = await startSite({ apiHost, clientId: id, clientSecret: secret, port, users, authority })
    return {
      client: null,
      close: async () => {
        await site.close()
        await verifier.close()
      },
    }
  }

  beforeAll(() => stage.browser.grant(verifier.issuer))

  async function passwordStep(subject: Subject): Promise<Page> {
    await stage.world.webcam.show(subject)
    const { page } = stage
    await page.goto(site.url)
    await page.getByLabel('Name').fill('ada')
    await page.getByLabel('Password').fill('correct horse')
    const [camera] = await Promise.all([
      cameraWindow(stage.browser.context),
      page.getByRole('button', { name: 'Continue' }).click(),
    ])
    return camera
  }
  const signIn = async (subject: Subject): Promise<CameraOutcome> =>
    await outcomeOfPhotograph(await passwordStep(subject))

  test('lets a person enrol her face and in, and knows whom the result is about', async () => {
    expect(await signIn('ada')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toEqual({
      result: 'allow',
      status: 'allow',
      status_msg: 'Face recognised',
      factor: 'face',
      user: 'ada',
    })
  })

  test('lets her in again by another photograph', async () => {
    expect(await signIn('ada-elsewhere')).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ user: 'ada' })
  })

  test('keeps somebody else out', async () => {
    const camera = await passwordStep('grace')
    await camera.locator('body[data-error=not_recognised]').waitFor()
    await camera.getByRole('button', { name: 'Close' }).click()
    const refusal = await refusalOn(stage.page)
    expect(refusal.error).toBe('access_denied')
    expect(refusal.url.searchParams.has('duo_code')).toBe(false)
  })
})
