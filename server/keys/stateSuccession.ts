import { successionType, type SuccessionClaims } from '../../shared/protocol/succession.ts'
import { importSigner } from './importSigner.ts'
import type { AnswerKey, PrivateJwk } from './keyFile.ts'
import { publicKeyOf } from './publicKeyOf.ts'

/** A key of answers states which one follows it, and from when on: a compact JWS. */
export async function stateSuccession(
  old: PrivateJwk,
  { key, signsFrom }: Pick<AnswerKey, 'key' | 'signsFrom'>,
  issuer: string,
): Promise<string> {
  const claims: SuccessionClaims = { iss: issuer, key: publicKeyOf(key), signsFrom }
  return await (await importSigner(old)).sign(successionType, claims)
}
