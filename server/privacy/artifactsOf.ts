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
  const all = await artifacts.findAll({})
  return all.filter((artifact) => {
    if (artifact.id === `codes:${id}`) return true
    const { payload } = artifact
    if (!payload.includes(clientId) && !holdsSigned(payload, clientId)) return false
    return payload.includes(quoted(userId)) || holdsSigned(payload, userId)
  })
}

/** As it stands in a payload that is JSON, and in JSON inside it. */
const quoted = (text: string) => JSON.stringify(text).slice(1, -1)

/** Whether a signed request that is kept as it came holds a text. */
function holdsSigned(payload: string, text: string): boolean {
  const parts = payload.match(/[A-Za-z0-9_-]{16,}/g) ?? []
  return parts.some((part) => Buffer.from(part, 'base64url').toString().includes(quoted(text)))
}
