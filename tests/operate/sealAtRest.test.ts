import { chmod, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeSealKey, readSealKey } from '../../server/seal/sealKey.ts'
import { openStore } from '../../server/store/openStore.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld } from '../verifier/world.ts'
import { bytesIn } from './bytesIn.ts'
import { useSealKeys } from './useSealKeys.ts'

describe('what is stored under a key of the operator’s', { timeout: 180_000 }, () => {
  const { folder, key, other, data } = useSealKeys()

  it('holds no name, no key and no ciphertext that a thief of the disk could read, and signs people in', async () => {
    const { world, website, client } = await openEnrolledWorld({ sealWith: key })
    try {
      await world.restart()
      const second = await visit(world.issuer, website, 'alice')
      expect(await client.authenticate(second.offer, alice.image())).toBe(true)
      const disk = await bytesIn(world.config.data)
      for (const planted of [
        Buffer.from('alice'),
        Buffer.from('"d":"'),
        Buffer.from('idToken'),
        client.publicKey.subarray(2000, 2064),
        Buffer.from(client.publicKey.subarray(2000, 2064)).toString('base64url').slice(0, 40),
      ]) {
        expect(disk.includes(planted)).toBe(false)
      }
      expect(disk.includes('sealed')).toBe(true)
    } finally {
      await world.close()
    }
  })

  it('is opened by no other key, by none, and not before it is sealed: each a sentence', async () => {
    const sealed = await data()
    await (await openStore({ data: sealed, sealWith: key })).close()
    await expect(openStore({ data: sealed, sealWith: other })).rejects.toThrow(
      `sealWith: Expected the key that has sealed what is stored, and ${other} holds another`,
    )
    await expect(openStore({ data: sealed })).rejects.toThrow('sealWith is missing: What is stored is sealed')
    await expect(openStore({ data: sealed, sealWith: join(folder, 'nokey') })).rejects.toThrow(
      `sealWith: Expected a file that can be read, and ${join(folder, 'nokey')} is none`,
    )

    const clear = await openWorld()
    try {
      await clear.whileStopped(async () => {
        await expect(openStore({ ...clear.config, sealWith: key })).rejects.toThrow(
          'sealWith: What is stored is not sealed yet. Stop the verifier and run "zauth seal on"',
        )
      })
    } finally {
      await clear.close()
    }
  })

  it('takes its key only from a file that nobody else may read, and says the command that mends it', async () => {
    const shared = join(folder, 'shared')
    await makeSealKey(shared)
    expect((await stat(shared)).mode & 0o777).toBe(0o600)
    await chmod(shared, 0o640)
    await expect(readSealKey(shared)).rejects.toThrow(
      `${shared}: Others may read this file (mode 0640), and it holds secrets: chmod 600 ${shared}`,
    )
    await expect(makeSealKey(shared)).rejects.toThrow('is there already, and is left as it is')
    const nonsense = join(folder, 'nonsense')
    await writeFile(nonsense, 'zauth-seal-1-short\n', { mode: 0o600 })
    await expect(readSealKey(nonsense)).rejects.toThrow('Expected a key as "zauth seal key" makes them')
  })

  it('is changed on conditions that hold what is sealed, by one of many who come at once', async () => {
    const store = await openStore({ data: await data(), sealWith: key })
    await store.tries.insert({ id: 'a', failures: 0, notBefore: 0 })
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.tries.update('a', { failures: 0 }, { failures: 1, notBefore: i })),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
    const counted = async () => {
      for (;;) {
        const { failures } = (await store.tries.find('a')) ?? { failures: 0 }
        if (await store.tries.update('a', { failures }, { failures: failures + 1 })) return
      }
    }
    await Promise.all(Array.from({ length: 20 }, counted))
    expect(await store.tries.find('a')).toMatchObject({ failures: 21 })
    const gone = await Promise.all(Array.from({ length: 5 }, () => store.tries.remove('a', { failures: 21 })))
    expect(gone.filter(Boolean)).toHaveLength(1)
    await store.close()
  })
})
