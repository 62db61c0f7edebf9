import type { Page } from 'puppeteer-core'
import type { CameraPage } from '../cameraWindow.ts'

/** A camera window of Firefox, for what looks at those of Chromium by Playwright. */
export function cameraPage(page: Page): CameraPage {
  return {
    // It is there when it is found.
    waitForLoadState: () => Promise.resolve(),
    evaluate: (look, argument) => page.evaluate(look as (argument: unknown) => never, argument),
    getByRole: (role, { name }) => ({
      click: () =>
        page.locator(`::-p-xpath(//${role}[normalize-space() = "${name}"][not(@aria-disabled = "true")])`).click(),
    }),
  }
}
