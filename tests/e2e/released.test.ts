import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { formOf } from '../released/formOf.ts'
import { folderOf, passphrase, releasedVersions } from '../released/snapshot.ts'
import type { StorageDump } from './storageDump.ts'
import { useVaultBrowser } from './vaultBrowser.ts'

const vault = useVaultBrowser()
const versions = await releasedVersions()

interface Snapshot {
  readonly prints: object
  readonly stored: StorageDump
}
const snapshotOf = async (version: string) =>
  JSON.parse(await readFile(join(folderOf(version), 'extension.json'), 'utf8')) as Snapshot

describe.each(versions)('what the extension of version %s has stored', (version) => {
  test('is all there: the account, its keys behind their passphrase, what was allowed, what is preferred', async () => {
    const { prints, stored } = await snapshotOf(version)
    await vault.call('load', stored)
    await vault.reopen('close')
    expect(await vault.call('isLocked')).toBe(true)
    await vault.call('unlock', passphrase)
    expect(await vault.call('open', 'ada')).toEqual(prints)
    expect(await vault.call('accounts')).toMatchObject([{ account: 'ada', relyingParty: 'Shop' }])
    const local = await vault.call('local')
    expect(local).toMatchObject({
      settings: { theme: 'dark', language: 'de', lockAfter: 15 },
      'allowed:https://verifier.example': true,
    })
  })
})

test('the snapshot of this version has what this version stores', async () => {
  const device = 'B'.repeat(22)
  await vault.anew()
  await vault.call('stage', 'ada', device, true, 1000)
  await vault.call('keep', 'ada', device)
  await vault.call('setPassphrase', passphrase)
  await vault.call('useEverything', device)
  const { stored } = await snapshotOf(packageJson.version)
  const again = `It stores something else than tests/released/${packageJson.version} has. Was it released? Then it is time for another number; if not: node tests/released/write.ts`
  expect(formOf(await vault.call('dump')), again).toEqual(formOf(stored))
})
