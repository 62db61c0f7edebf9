import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { announceDeletion, deleteAccount } from '../../server/cli/accounts/deleteAccount.ts'
import { exportAccount } from '../../server/cli/accounts/exportAccount.ts'
import { withAccounts } from '../../server/cli/accounts/withAccounts.ts'
import { resetAccount } from '../../server/cli/accounts/resetAccount.ts'
import { checkConfig } from '../../server/config/config.ts'
import type { Client } from '../verifier/client.ts'
import { manage } from '../server/manage.ts'
import { useManagedWorld } from '../server/useManagedWorld.ts'
import { website } from '../verifier/website.ts'
import { searchFolder } from './searchFolder.ts'
import { tracesOf } from './traces.ts'

const managed = useManagedWorld()
const search = async (sought: Parameters<typeof searchFolder>[1]) =>
  await searchFolder(managed.world.config.data, sought)
const config = () => checkConfig(managed.world.config)

/** Somebody with a device that has signed in twice, and has a sign-in under way. */
async function settled(user: string): Promise<Client> {
  const { client } = await managed.enrolled(user)
  expect(await managed.works(client, user)).toBe(true)
  await manage(client).name(client.device, `The telephone of ${user}`)
  await managed.begin(user)
  return client
}

describe('a person who deletes her account', () => {
  it('is in no byte of any file any more, soon afterwards, while the verifier runs on', async () => {
    const client = await settled('leaving-lisa')
    const traces = await tracesOf(managed.world, 'leaving-lisa', client)
    // What is looked for was there, each of it: or nothing would be shown by not finding it.
    const before = await search(traces)
    for (const what of Object.keys(traces)) expect(before.join('\n')).toContain(what)

    await manage(client).remove(await managed.checked(client))
    await expect.poll(() => search(traces), { timeout: 20_000, interval: 200 }).toEqual([])
    // Others are as they were.
    const other = await settled('staying-stan')
    expect(await managed.works(other, 'staying-stan')).toBe(true)
  })

  it('stands in the audit log under a keyed name, which says who did it and when, and not who she was', async () => {
    const client = await settled('logged-lara')
    await manage(client).remove(await managed.checked(client))
    await managed.world.restart()
    const log = await readFile(join(managed.world.config.data, 'audit.jsonl'), 'utf8')
    expect(log).toMatch(/"action":"account deleted","by":"device: [\w-]{12}","client":"[\w-]+","account":"[\w-]{12}"/)
    expect(log).not.toContain('lara')
    expect(log).not.toContain(client.device)
  })
})

describe('`zauth accounts delete`', () => {
  it('says what it would delete, and then deletes it out of every file', async () => {
    const client = await settled('deleted-dora')
    const traces = await tracesOf(managed.world, 'deleted-dora', client)
    const said = await managed.world.whileStopped(() =>
      withAccounts(config(), async (parts) => {
        const announced = await announceDeletion(parts, website.id, 'deleted-dora')
        expect(await search(traces)).not.toEqual([])
        return [announced, await deleteAccount(parts, website.id, 'deleted-dora')]
      }),
    )
    expect(said[0]).toMatch(/^This deletes .* 1 devices with their templates, 10 recovery codes/)
    expect(said[1]).toContain(`- device ${client.device}, enrolled 20`)
    expect(said[1]).toContain(Buffer.from(client.keyAndTemplate, 'base64url').toString('hex'))
    expect(said[1]).toContain('- 10 recovery codes')
    expect(said[1]).toContain('- the account’s own record')
    expect(await search(traces)).toEqual([])
    const gone = withAccounts(config(), (parts) => deleteAccount(parts, website.id, 'deleted-dora'))
    await expect(gone).rejects.toThrow(/in use by another verifier/)
  })

  it('is as thorough when an account was reset before', async () => {
    const client = await settled('reset-rita')
    const traces = await tracesOf(managed.world, 'reset-rita', client)
    await managed.world.whileStopped(async () => {
      await withAccounts(config(), (parts) => resetAccount(parts, website.id, 'reset-rita'))
      const left = await search(traces)
      expect(left.filter((found) => !/^(user|account) id/.test(found))).toEqual([])
      await withAccounts(config(), (parts) => deleteAccount(parts, website.id, 'reset-rita'))
      expect(await search(traces)).toEqual([])
    })
  })
})

describe('`zauth accounts export`', () => {
  it('gives all that is kept of an account, its ciphertexts byte by byte, and nothing of anybody else', async () => {
    const client = await settled('curious-cleo')
    await settled('another-anna')
    const stored = await readFile(join(managed.world.config.data, 'devices', `${client.device}.bin`))
    const text = await managed.world.whileStopped(() =>
      withAccounts(config(), (parts) => exportAccount(parts, website.id, 'curious-cleo')),
    )
    const exported = JSON.parse(text) as {
      account: object
      devices: { publicKey: { base64: string }; template: { base64: string } }[]
      recoveryCodes: unknown[]
      signIns: unknown[]
      auditLog: { action: string }[]
    }
    expect(exported.account).toMatchObject({ user: 'curious-cleo', website: website.id, devices: [client.device] })
    expect(exported.devices).toMatchObject([{ id: client.device, name: 'The telephone of curious-cleo' }])
    const bytes = exported.devices.map(({ publicKey, template }) =>
      Buffer.concat([Buffer.from(publicKey.base64, 'base64'), Buffer.from(template.base64, 'base64')]),
    )
    expect(Buffer.compare(bytes[0] ?? Buffer.alloc(0), stored)).toBe(0)
    expect(exported.recoveryCodes).toHaveLength(10)
    expect(exported.signIns).toHaveLength(3)
    expect(exported.auditLog.map(({ action }) => action)).toEqual([
      'device enrolled',
      'sign-in accepted',
      'recovery codes made',
      'sign-in accepted',
      'device renamed',
    ])
    expect(text).not.toContain('another-anna')
  })
})
