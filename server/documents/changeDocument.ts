import type { Document, DocumentName, Documents } from './documents.ts'

/**
 * Writes a document anew, from what it says. Whoever was overtaken by another change looks again.
 *
 * @param change gives what it shall say, from what it says; may be asked more than once
 * @throws what `change` throws; ConfigError when a file cannot be changed
 */
export async function changeDocument(
  documents: Documents,
  name: DocumentName,
  change: (seen: Document | null) => Promise<string> | string,
): Promise<void> {
  for (;;) {
    const seen = await documents.read(name)
    if (await documents.replace(name, seen?.version ?? null, await change(seen))) return
  }
}
