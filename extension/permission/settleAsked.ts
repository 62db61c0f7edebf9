import browser from 'webextension-polyfill'
import { allowIssuer } from './allowIssuer.ts'
import { askedKey } from './askedKey.ts'
import { hasHostPermission } from './hasHostPermission.ts'

/**
 * Notes the verifier that the person was asked about as allowed, if its host is permitted by now. If it is not, she has said no, and a permission
 * that comes later is for another one: the question is forgotten either way.
 */
export async function settleAsked(): Promise<void> {
  const { [askedKey]: issuer } = await browser.storage.session.get(askedKey)
  if (typeof issuer !== 'string') return
  if (await hasHostPermission(issuer)) await allowIssuer(issuer)
  await browser.storage.session.remove(askedKey)
}
