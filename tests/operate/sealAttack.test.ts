import { describe, expect, it } from 'vitest'
import { openPlainStore, openStore } from '../../server/store/openStore.ts'
import type { Store } from '../../server/store/store.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { sampleDevice } from '../store/sampleDevice.ts'
import { useSealKeys } from './useSealKeys.ts'

describe('what is stored under a key of the operator’s', { timeout: 180_000 }, () => {
  const { key, data } = useSealKeys()

  describe('is not taken', () => {
    const account = (id: string) => ({ id, clientId: 'site', userId: `user of ${id}`, devices: [], version: 0 })
    type Row = { id: string; sealed: string }

    /** Does something to what rests, and says what becomes of it. */
    async function after(attack: (plain: Store) => Promise<void>, look: (store: Store) => Promise<unknown>) {
      const settings = { data: await data(), sealWith: key }
      const store = await openStore(settings)
      for (const id of ['one', 'two']) await store.accounts.insert(account(id))
      for (const id of ['d1', 'd2']) await store.devices.insert(sampleDevice(id, { account: 'one' }))
      for (const id of ['d1', 'd2'])
        await store.ciphertexts.write(id, {
          publicKey: new Uint8Array(sizes.publicKey).fill(id.charCodeAt(1)),
          template: new Uint8Array(1000),
        })
      await store.close()
      const plain = await openPlainStore(settings)
      await attack(plain)
      await plain.close()
      const opened = await openStore(settings)
      try {
        return await look(opened)
      } finally {
        await opened.close()
      }
    }
    const rowsOf = (collection: unknown) =>
      collection as {
        find(id: string): Promise<Row>
        update(id: string, when: object, change: object): Promise<boolean>
      }

    it('when two records were put into each other’s place', async () => {
      const swap = async ({ accounts }: Store) => {
        const rows = rowsOf(accounts)
        const { sealed } = await rows.find('one')
        await rows.update('two', {}, { sealed })
      }
      await expect(after(swap, ({ accounts }) => accounts.find('two'))).rejects.toMatchObject({
        code: 'internal_error',
        detail: expect.stringContaining('was changed') as string,
      })
      expect(await after(swap, ({ accounts }) => accounts.find('one'))).toEqual(account('one'))
    })

    it('when what stands in clear beside it was changed: a device moved to another account', async () => {
      const move = async ({ devices }: Store) => {
        await rowsOf(devices).update('d1', {}, { account: 'two' })
      }
      await expect(after(move, ({ devices }) => devices.find('d1'))).rejects.toMatchObject({ code: 'internal_error' })
    })

    it('when it was put there in clear', async () => {
      const plant = async ({ accounts }: Store) => {
        await accounts.insert(account('three'))
      }
      await expect(after(plant, ({ accounts }) => accounts.find('three'))).rejects.toMatchObject({
        code: 'internal_error',
        detail: 'accounts three is not sealed',
      })
    })

    it('when a byte of it was changed', async () => {
      const flip = async ({ accounts }: Store) => {
        const rows = rowsOf(accounts)
        const bytes = Buffer.from((await rows.find('one')).sealed, 'base64url')
        bytes[40] = (bytes[40] ?? 0) ^ 1
        await rows.update('one', {}, { sealed: bytes.toString('base64url') })
      }
      await expect(after(flip, ({ accounts }) => accounts.find('one'))).rejects.toMatchObject({
        code: 'internal_error',
      })
    })

    it('when a device’s ciphertexts are another’s', async () => {
      const swap = async ({ ciphertexts }: Store) => {
        const found = await ciphertexts.read('d1')
        if (found !== null) await ciphertexts.write('d2', found)
      }
      await expect(after(swap, ({ ciphertexts }) => ciphertexts.read('d2'))).rejects.toMatchObject({
        code: 'internal_error',
      })
    })
  })
})
