import type { Page } from 'playwright'
import type { World } from './openWorld.ts'

/** Goes to the website and gives name and password. Resolves when the verifier's page is there. */
export async function passwordStep(page: Page, world: World, user = 'ada'): Promise<void> {
  await page.goto(world.site.url)
  await page.getByLabel('Name').fill(user)
  await page.getByLabel('Password').fill(world.password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`${world.verifier.issuer}/interaction/**`)
}
