import type { MatchContext } from './context.ts'
import { loadProbe } from './loadProbe.ts'
import { loadPublicKey } from './loadPublicKey.ts'
import { loadTemplate } from './loadTemplate.ts'

/**
 * The checks of an upload that is not used at once, before and after SEAL sees it (encrypted match §5).
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function checkPublicKey(context: MatchContext, bytes: Uint8Array): void {
  loadPublicKey(context, bytes).delete()
}

/**
 * Takes a template of the device (seeded) and one of the verifier's own making (whole).
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function checkTemplate(context: MatchContext, bytes: Uint8Array): void {
  loadTemplate(context, bytes).delete()
}

/** @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext` */
export function checkProbe(context: MatchContext, bytes: Uint8Array): void {
  loadProbe(context, bytes).delete()
}
