import { ConfigError } from '../config/configError.ts'
import { documentNames, type Document, type DocumentName, type Documents } from '../documents/documents.ts'
import type { Sealer } from './createSealer.ts'
import { noteSealer } from './sealNote.ts'

/** Those that rest sealed; the note about sealing itself is in clear. */
export const sealedNames = documentNames.filter((name) => name !== 'seal')

const about = (name: string): string => JSON.stringify(['documents', name])

/** A document's text as it rests. */
export function sealText(sealer: Sealer, name: DocumentName, text: string): string {
  const sealed = sealer.seal(new TextEncoder().encode(text), about(name))
  return `${JSON.stringify({ sealed: Buffer.from(sealed).toString('base64url') })}\n`
}

/** @throws ZAuthError `internal_error` when it was changed, or is not sealed by this key */
export function openText(sealer: Sealer, name: DocumentName, text: string): string {
  return new TextDecoder().decode(sealer.open(Buffer.from(sealedIn(text) ?? '', 'base64url'), about(name)))
}

/** What a text holds that rests sealed; `null` when it is in clear. */
export function sealedIn(text: string): string | null {
  return /^\{"sealed":"([A-Za-z0-9_-]+)"\}\n$/.exec(text)?.[1] ?? null
}

/** Documents that rest sealed, each bound to its name. */
export function sealedDocuments(inner: Documents, sealer: Sealer): Documents {
  const opened = (name: DocumentName, { text, version }: Document): Document => {
    try {
      return { text: openText(sealer, name, text), version }
    } catch (cause) {
      const place = inner.place(name)
      throw new ConfigError(`${place}: Expected what is sealed by the key of sealWith; put a copy back`, { cause })
    }
  }
  return {
    ...inner,
    async read(name) {
      const found = await inner.read(name)
      return found === null ? null : opened(name, found)
    },
    async replace(name, from, text) {
      await noteSealer(inner, sealer)
      return await inner.replace(name, from, sealText(sealer, name, text))
    },
    async follow(name) {
      const current = await inner.follow(name)
      let seen: Document | null = null
      let known: Document | null = null
      return () => {
        const found = current()
        if (found?.version === seen?.version && found?.text === seen?.text) return known
        seen = found
        return (known = found === null ? null : opened(name, found))
      }
    },
  }
}
