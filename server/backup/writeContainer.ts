import { createHash, randomBytes } from 'node:crypto'
import { link, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Encrypter } from 'age-encryption'
import { pack, type Pack } from 'tar-stream'
import { isThere } from '../files/isThere.ts'
import { flushFolder } from '../files/flushFolder.ts'
import { makePrivate } from '../files/openPrivate.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import { endingOf, manifestName, manifestPart, mostInManifest, type Manifest } from './form.ts'

/** Takes entries, one after the other. */
export type AddEntry = (name: string, bytes: Uint8Array) => Promise<void>

/** Stands behind the name of a backup that is being made, with a part of its own: two may be made under one name, and one gets it. */
export const unfinishedEnding = /\.[0-9a-f]{8}~$/

/**
 * Writes a backup: whole and on the disk under its name, or not there. What is there already stays.
 *
 * @param path where nothing is yet
 * @param encrypter what the file is encrypted by; `null` for in clear
 * @param fill adds what belongs into it
 * @param inManifest entries after which a part of the manifest is written
 * @returns how many entries it has
 * @throws ConfigError when it cannot be written there
 */
export async function writeContainer(
  path: string,
  encrypter: Encrypter | null,
  fill: (add: AddEntry) => Promise<void>,
  inManifest = mostInManifest,
): Promise<number> {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}~`
  const complain = (error: unknown): never => {
    throw pathComplaint(error, `--to: ${path} cannot be written`)
  }
  try {
    const tar = pack()
    const plain = tar.pipe(withEnding())
    tar.once('error', (error) => plain.destroy(error))
    const sent = encrypter === null ? plain : await encrypted(plain, encrypter)
    const file = await makePrivate(unfinished).catch(complain)
    const written = pipeline(sent, file.createWriteStream({ flush: true })).catch(complain)
    const filled = fillAll(tar, fill, inManifest)
    // Whatever fails first ends the other.
    filled.catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))))
    const [entries] = await Promise.all([filled, written])
    await giveName(unfinished, path).catch(complain)
    await flushFolder(dirname(path))
    return entries
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function fillAll(tar: Pack, fill: (add: AddEntry) => Promise<void>, inManifest: number): Promise<number> {
  let manifest: Manifest = []
  let [entries, parts] = [0, 0]
  await fill(async (name, bytes) => {
    manifest.push({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    await entry(tar, name, bytes)
    entries += 1
    if (manifest.length < inManifest) return
    const part = Buffer.from(JSON.stringify(manifest))
    manifest = []
    await entry(tar, manifestPart(++parts), part)
  })
  await entry(tar, manifestName, Buffer.from(JSON.stringify(manifest)))
  tar.finalize()
  return entries
}

/** Unlike a move, a link does not take the place of what somebody else has put there meanwhile. */
async function giveName(unfinished: string, path: string): Promise<void> {
  try {
    await link(unfinished, path)
    await rm(unfinished)
  } catch (error) {
    // Disks that know no links.
    if (await isThere(path)) throw error
    await rename(unfinished, path)
  }
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
