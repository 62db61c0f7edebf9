import { createHash, type Hash } from 'node:crypto'
import { collectionNames } from '../store/collections.ts'
import { documentNames } from '../documents/documents.ts'
import type { Place } from './place.ts'

/** How much there is of a kind of thing, and what comes of the hashes of all of it. */
interface Fingerprint {
  readonly count: number
  readonly sha256: string
}
export type Fingerprints = ReadonlyMap<string, Fingerprint>

/** What a place holds, by kind; two places that hold the same have the same. */
export async function fingerprintOf({ store, documents, audit }: Place): Promise<Fingerprints> {
  const found = new Map<string, Fingerprint>()
  for (const name of collectionNames) {
    const sum = createSum()
    for await (const record of store[name].each({})) sum.add([record.id, canonical(record)])
    found.set(name, sum.end())
  }
  found.set('ciphertexts', await ciphertextsIn(store))
  const texts = createSum()
  for (const name of documentNames) {
    const document = await documents.read(name)
    if (document !== null) texts.add([name, document.text])
  }
  found.set('documents', texts.end())
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
  const sum = createSum()
  for await (const device of ciphertexts.each()) {
    const found = await ciphertexts.read(device)
    sum.add(found === null ? [device] : [device, found.publicKey, found.template])
  }
  return sum.end()
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

/**
 * Of things that come in any order, as no two stores have the same: the sum of their hashes. No two of them are alike, so that what
 * is missing, there twice or changed shows; somebody who makes things up is not what this is to find.
 */
function createSum() {
  let [sum, count] = [0n, 0]
  return {
    add(parts: readonly (string | Uint8Array)[]): void {
      const hash = createHash('sha256')
      for (const part of parts) add(hash, part)
      sum = BigInt.asUintN(256, sum + BigInt(`0x${hash.digest('hex')}`))
      count += 1
    },
    end: (): Fingerprint => ({ count, sha256: sum.toString(16).padStart(64, '0') }),
  }
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
