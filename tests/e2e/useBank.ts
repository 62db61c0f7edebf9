import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { startSite, type Site } from '../../examples/verify/site.ts'
import { cameraWindow } from '../../tools/cameraWindow.ts'
import type { FurtherSite } from '../../tools/openWorld.ts'
import type { Subject } from '../../tools/webcam/webcam.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { useStage, type Stage } from './stage.ts'

/** The example bank, for the tests of one `describe`. */
export interface Bank {
  readonly stage: Stage
  /** Where it is. */
  readonly url: string
  /** Its other address, where headers part its pages from every window. */
  readonly apart: string
  /** Orders a payment, up to the page with the element. */
  order(url?: string): Promise<Page>
  /** Presses the element's button; the window that opens. */
  press(page: Page): Promise<Page>
  /** The same, with somebody before the camera whom the verifier is to recognise. */
  confirm(subject: Subject, page: Page): Promise<Page>
}

/** Starts the bank, with a stage of its own, before the first test of a `describe`, and closes both after the last. */
export function useBank(): Bank {
  const sites: Site[] = []
  const stage = useStage({ sites: [start] })
  async function start(issuer: string): Promise<FurtherSite> {
    const credentials = { id: 'bank', secret: randomBytes(32).toString('base64url') }
    for (const headers of [{}, { 'cross-origin-opener-policy': 'same-origin' }]) {
      const { id: clientId, secret: clientSecret } = credentials
      sites.push(await startSite({ issuer, clientId, clientSecret, port: 0, headers }))
    }
    const redirectUris = sites.map(({ url }) => `${url}/paid`)
    return {
      client: { ...credentials, name: 'Harbour Bank', redirectUris, roads: ['verify'], enrolment: 'open' },
      close: async () => {
        for (const site of sites) await site.close()
      },
    }
  }
  const button = (page: Page) => page.getByRole('button', { name: 'Confirm with your face' })
  const bank: Bank = {
    stage,
    get url() {
      return sites[0]?.url ?? ''
    },
    get apart() {
      return sites[1]?.url ?? ''
    },
    order: async (url = bank.url) => {
      const { page } = stage
      await page.goto(url)
      await page.getByRole('button', { name: 'Pay' }).click()
      await button(page).waitFor()
      return page
    },
    press: async (page) => {
      const [popup] = await Promise.all([page.waitForEvent('popup'), button(page).click()])
      return popup
    },
    confirm: async (subject, page) => {
      await stage.world.webcam.show(subject)
      const [camera, popup] = await Promise.all([cameraWindow(stage.browser.context), bank.press(page)])
      await camera.getByText('Pay 20 € to The Lighthouse').waitFor()
      expect(await outcomeOfPhotograph(camera)).toMatchObject({ state: 'done' })
      return popup
    },
  }
  return bank
}
