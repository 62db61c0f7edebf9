import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sizes } from '../../../shared/protocol/sizes.ts'
import { errorCodeOf } from '../../files/errorCodeOf.ts'
import { flushFolder } from '../../files/flushFolder.ts'
import { makeOwnFolder } from '../../files/makeOwnFolder.ts'
import { makePrivate } from '../../files/openPrivate.ts'
import { unwritable } from '../../files/unwritable.ts'
import type { CiphertextStore } from '../store.ts'

const ending = '.bin'

/**
 * One file per device: the public key, then the template. Written beside its place, flushed and moved, so that under its
 * name it is whole or not there. Whoever reads it checks it against the hash in the device's record.
 */
export async function openCiphertextFiles(folder: string): Promise<CiphertextStore> {
  await makeOwnFolder(folder)
  await removeUnfinished(folder)
  const pathOf = (device: string) => join(folder, `${device}${ending}`)
  return {
    async write(device, { publicKey, template }) {
      const unfinished = `${pathOf(device)}~`
      try {
        const file = await makePrivate(unfinished)
        try {
          await file.writeFile(publicKey)
          await file.writeFile(template)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(unfinished, pathOf(device))
        await flushFolder(folder)
      } catch (cause) {
        // What a full disk has taken of it is room for others.
        await rm(unfinished, { force: true })
        throw unwritable(cause)
      }
    },

    async read(device) {
      const file = await open(pathOf(device), 'r').catch((error: unknown) => {
        if (errorCodeOf(error) === 'ENOENT') return null
        throw error
      })
      if (file === null) return null
      try {
        const { size } = await file.stat()
        // Memory of their own, which can be handed to another thread. A file of another length fails the check of its hash.
        const publicKey = new Uint8Array(sizes.publicKey)
        const template = new Uint8Array(Math.max(0, size - sizes.publicKey))
        await file.readv([publicKey, template], 0)
        return { publicKey, template }
      } finally {
        await file.close()
      }
    },

    async remove(device) {
      await rm(pathOf(device), { force: true })
    },

    async *each() {
      yield* await namesIn(folder)
    },

    list: () => namesIn(folder),
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending))
  return names.map((name) => name.slice(0, -ending.length)).sort()
}

async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder)
  await Promise.all(names.filter((name) => name.endsWith('~')).map((name) => rm(join(folder, name), { force: true })))
}
