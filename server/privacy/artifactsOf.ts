import { kinds } from '../once/kinds.ts'
import type { Account, OidcArtifact } from '../store/records.ts'
import type { Store } from '../store/store.ts'

/**
 * What the roads keep for minutes and that names a user of a website: pushed requests, codes, grants. They are of no account of ours, but
 * hold what the website calls her.
 */
export async function artifactsOf(
  { artifacts }: Pick<Store, 'artifacts'>,
  { id, clientId, userId }: Pick<Account, 'id' | 'clientId' | 'userId'>,
): Promise<OidcArtifact[]> {
  const found: OidcArtifact[] = []
  for await (const artifact of artifacts.each({}))
    if (artifact.id === kinds.codes + id || names(artifact, [clientId, userId])) found.push(artifact)
  return found
}

/** What keeps a proof or an assertion from being taken twice names a key or a website, and nobody else. */
const nameless = ['ReplayDetection:', kinds.proof, kinds.duoAssertion]

function names({ id, payload }: OidcArtifact, texts: readonly string[]): boolean {
  if (nameless.some((kind) => id.startsWith(kind))) return false
  return texts.every((text) => says(payload, text) || holdsSigned(payload, text))
}

/** As a whole value of JSON, or of JSON inside it: ids may be parts of others. */
function says(payload: string, text: string): boolean {
  const value = JSON.stringify(text)
  return payload.includes(value) || payload.includes(JSON.stringify(value).slice(1, -1))
}

/** Whether a signed request that is kept as it came holds a text. */
function holdsSigned(payload: string, text: string): boolean {
  const parts = payload.match(/[A-Za-z0-9_-]{16,}/g) ?? []
  return parts.some((part) => says(Buffer.from(part, 'base64url').toString(), text))
}
