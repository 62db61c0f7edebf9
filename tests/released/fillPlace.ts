import { createAudit } from '../../server/audit/createAudit.ts'
import { openAuditJournal } from '../../server/audit/openAuditJournal.ts'
import { addClient } from '../../server/clients/addClient.ts'
import { createEntraSigner } from '../../server/entra/signer/createEntraSigner.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { rotateIdTokenKey } from '../../server/keys/rotateIdTokenKey.ts'
import { addOperator } from '../../server/operators/addOperator.ts'
import { collectionNames } from '../../server/store/collections.ts'
import { makeDataFolder } from '../../server/store/makeDataFolder.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { openStore, type StoreSettings } from '../../server/store/openStore.ts'
import type { Collection } from '../../server/store/store.ts'
import { sampleCiphertexts, sampleRecords } from './sampleRecords.ts'

/**
 * Stores one of everything that a verifier stores where the settings say: records, ciphertexts, documents, the audit log.
 *
 * @param ciphertexts of the one device
 */
export async function fillPlace(settings: StoreSettings, ciphertexts = sampleCiphertexts): Promise<void> {
  await makeDataFolder(settings.data)
  await using acquired = new AsyncDisposableStack()
  const store = acquired.adopt(await openStore(settings), (opened) => opened.close())
  const documents = acquired.adopt(await openDocuments(settings), (opened) => opened.close())
  const keys = await loadKeys(documents)
  await rotateIdTokenKey(documents, Date.now(), false)
  await createEntraSigner(documents)()
  await addClient({ clients: [] }, documents, {
    id: 'by-command',
    name: 'By command',
    redirectUris: ['https://shop.example/callback'],
  })
  await addOperator(documents, 'ada', Date.now())

  for (const name of collectionNames) {
    const collection = store[name] as unknown as Collection<{ readonly id: string }>
    await collection.insert(sampleRecords[name])
  }
  await store.ciphertexts.write('device', ciphertexts)
  await store.compact()

  const audit = createAudit({
    journal: openAuditJournal(settings.data, store.database),
    keys,
    now: Date.now,
    log: null,
  })
  audit.note({ action: 'device enrolled', by: { device: 'device' }, client: 'shop', account: 'account' })
  audit.note({ action: 'keys rotated', by: { operator: 'keys rotate' } })
  await audit.flushed()
  await audit.close()
}
