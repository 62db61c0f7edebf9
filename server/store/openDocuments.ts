import type { Documents } from './documents.ts'
import { openDocumentFiles } from './openDocumentFiles.ts'
import type { StoreSettings } from './openStore.ts'

/** The documents of a verifier, where its settings say that it remembers things; to be had while it runs, too. */
export function openDocuments({ data }: Pick<StoreSettings, 'data' | 'database'>): Promise<Documents> {
  return Promise.resolve(openDocumentFiles(data))
}
