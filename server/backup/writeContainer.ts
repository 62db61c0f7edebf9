import { createHash } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Encrypter } from 'age-encryption'
import { pack, type Pack } from 'tar-stream'
import { flushFolder } from '../store/flushFolder.ts'
import { makePrivate } from '../store/openPrivate.ts'
import { endingOf, manifestName, type Manifest } from './form.ts'

/** Takes entries, one after the other. */
export type AddEntry = (name: string, bytes: Uint8Array) => Promise<void>

/**
 * Writes a backup: whole and on the disk under its name, or not there.
 *
 * @param path where nothing is yet
 * @param encrypter what the file is encrypted by; `null` for in clear
 * @param fill adds what belongs into it
 */
export async function writeContainer(
  path: string,
  encrypter: Encrypter | null,
  fill: (add: AddEntry) => Promise<void>,
): Promise<Manifest> {
  const unfinished = `${path}~`
  // Of one that was killed.
  await rm(unfinished, { force: true })
  try {
    const tar = pack()
    const plain = tar.pipe(withEnding())
    tar.once('error', (error) => plain.destroy(error))
    const sent = encrypter === null ? plain : await encrypted(plain, encrypter)
    const written = pipeline(sent, (await makePrivate(unfinished)).createWriteStream({ flush: true }))
    const manifest: Manifest = []
    const filled = fillAll(tar, fill, manifest)
    // Whatever fails first ends the other.
    filled.catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))))
    await Promise.all([filled, written])
    await rename(unfinished, path)
    await flushFolder(dirname(path))
    return manifest
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function fillAll(tar: Pack, fill: (add: AddEntry) => Promise<void>, manifest: Manifest): Promise<void> {
  await fill(async (name, bytes) => {
    manifest.push({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    await entry(tar, name, bytes)
  })
  await entry(tar, manifestName, Buffer.from(JSON.stringify(manifest)))
  tar.finalize()
}

/** Resolves when there is room for the next. */
function entry(tar: Pack, name: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry({ name, mode: 0o600, mtime: new Date(0) }, Buffer.from(bytes), (error) => {
      if (error) reject(error)
      else resolve()
    })
  })
}

async function encrypted(plain: Readable, encrypter: Encrypter): Promise<Readable> {
  const bytes = Readable.toWeb(plain) as unknown as globalThis.ReadableStream<Uint8Array>
  return Readable.fromWeb((await encrypter.encrypt(bytes)) as unknown as ReadableStream)
}

function withEnding(): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(null, endingOf(hash.digest('hex')))
    },
  })
}
