import type { Page } from 'playwright'

/** The claims that the website shows once somebody is signed in; lists are joined by spaces. */
export async function claimsOn(page: Page): Promise<Record<string, string>> {
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor()
  const cells = await page.locator('[data-claim]').all()
  return Object.fromEntries(
    await Promise.all(
      cells.map(async (cell) => [await cell.getAttribute('data-claim'), await cell.textContent()] as const),
    ),
  ) as Record<string, string>
}

/** What the website shows, and where it was called back, when nobody is signed in. */
export async function refusalOn(page: Page): Promise<{ error: string | null; reason: string | null; url: URL }> {
  await page.getByRole('heading', { name: 'Not signed in' }).waitFor()
  const alert = page.getByRole('alert')
  return {
    error: await alert.getAttribute('data-error'),
    reason: await alert.textContent(),
    url: new URL(page.url()),
  }
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}
