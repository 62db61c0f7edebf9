import type { Document, DocumentName, Documents } from './documents.ts'

/**
 * A document, made where there is none. Of several nodes that start together each may make one, and all take the same.
 * @param make what it shall say
 */
export async function ensureDocument(
  documents: Documents,
  name: DocumentName,
  make: () => Promise<string>,
): Promise<Document> {
  for (;;) {
    const found = await documents.read(name)
    if (found !== null) return found
    await documents.replace(name, null, await make())
  }
}
