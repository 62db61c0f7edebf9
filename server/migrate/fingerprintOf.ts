import { createHash, type Hash } from 'node:crypto'
import { collectionNames } from '../store/collectionNames.ts'
import { documentNames } from '../store/documents.ts'
import type { Place } from './place.ts'

/** How much there is of a kind of thing, and a hash over all of it. */
interface Fingerprint {
  readonly count: number
  readonly sha256: string
}
export type Fingerprints = ReadonlyMap<string, Fingerprint>

/** What a place holds, by kind; two places that hold the same have the same. */
export async function fingerprintOf({ store, documents, audit }: Place): Promise<Fingerprints> {
  const found = new Map<string, Fingerprint>()
  for (const name of collectionNames) {
    const records = await store[name].findAll({})
    found.set(name, hashOf(records.map((record) => `${record.id} ${canonical(record)}`).sort()))
  }
  found.set('ciphertexts', await ciphertextsIn(store))
  const texts: string[] = []
  for (const name of documentNames) {
    const document = await documents.read(name)
    if (document !== null) texts.push(`${name} ${document.text}`)
  }
  found.set('documents', hashOf(texts))
  found.set('audit', await auditIn(audit))
  return found
}

/** The kinds in which two differ. */
export function differences(a: Fingerprints, b: Fingerprints): string[] {
  return [...a.keys()].filter((kind) => {
    const [one, other] = [a.get(kind), b.get(kind)]
    return one?.count !== other?.count || one?.sha256 !== other?.sha256
  })
}

async function ciphertextsIn({ ciphertexts }: Place['store']): Promise<Fingerprint> {
  const devices = (await ciphertexts.list()).sort()
  const hash = createHash('sha256')
  for (const device of devices) {
    const found = await ciphertexts.read(device)
    add(hash, device)
    if (found !== null) for (const part of [found.publicKey, found.template]) add(hash, part)
  }
  return { count: devices.length, sha256: hash.digest('hex') }
}

async function auditIn(audit: Place['audit']): Promise<Fingerprint> {
  const hash = createHash('sha256')
  let count = 0
  for await (const line of audit.lines()) {
    add(hash, line)
    count += 1
  }
  add(hash, (await audit.anchor()) ?? '')
  return { count, sha256: hash.digest('hex') }
}

function hashOf(texts: readonly string[]): Fingerprint {
  const hash = createHash('sha256')
  for (const text of texts) add(hash, text)
  return { count: texts.length, sha256: hash.digest('hex') }
}

/** With its length before it, so that no two lists of parts look the same. */
function add(hash: Hash, part: string | Uint8Array): void {
  const bytes = typeof part === 'string' ? Buffer.from(JSON.stringify(part)) : part
  hash.update(`${bytes.length} `).update(bytes)
}

/** The same text for the same value, whatever the order in which its store gives its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
