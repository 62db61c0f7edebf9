import browser from 'webextension-polyfill'

/** Whether the person has allowed the extension to work with a verifier. */
export async function isGranted(issuer: string): Promise<boolean> {
  return await browser.permissions.contains({ origins: [`${new URL(issuer).origin}/*`] })
}
