import { toBase64url } from '../../shared/protocol/encoding.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import type { Ciphertexts } from './store.ts'

/** What a device's record says of its ciphertexts, `keyAndTemplate`: whoever has read these compares it. */
export async function keyAndTemplateOf({ publicKey, template }: Ciphertexts): Promise<string> {
  return toBase64url(await keyAndTemplateHash(publicKey, template))
}
