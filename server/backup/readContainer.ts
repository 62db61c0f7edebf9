import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Decrypter } from 'age-encryption'
import { extract } from 'tar-stream'
import * as v from 'valibot'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { ConfigError } from '../configError.ts'
import { endingLength, endingOf, formVersion, Head, headName, Manifest, manifestName } from './form.ts'

/** What begins every age file. */
const ageMagic = 'age-encryption.org/v1'
/** Far more than any entry has. */
const largestEntry = 64 << 20

/**
 * Reads a backup to its end, and checks every byte on the way: who has put something in its place takes it away again when this throws.
 *
 * @param decrypter `null` when no key was given
 * @param visit gets each entry but the head and the manifest, in the order in which they were written
 * @throws ZAuthError `backup_damaged`, `backup_newer`, `passphrase_wrong`; ConfigError when it cannot be read
 */
export async function readContainer(
  path: string,
  decrypter: Decrypter | null,
  visit: (name: string, bytes: Buffer, head: Head) => Promise<void>,
): Promise<{ head: Head; manifest: Manifest }> {
  const isEncrypted = await beginsWith(path, ageMagic)
  if (isEncrypted && decrypter === null) {
    throw new ConfigError(`${path} is encrypted: Expected --passphrase-file or --identity`)
  }
  if (!isEncrypted && decrypter !== null) throw new ConfigError(`${path} is not encrypted: no key is needed`)
  try {
    return await readEntries(path, decrypter, visit)
  } catch (error) {
    if (error instanceof ZAuthError || error instanceof ConfigError) throw error
    throw new ZAuthError('backup_damaged', error instanceof Error ? error.message : undefined, { cause: error })
  }
}

async function readEntries(
  path: string,
  decrypter: Decrypter | null,
  visit: (name: string, bytes: Buffer, head: Head) => Promise<void>,
): Promise<{ head: Head; manifest: Manifest }> {
  const file = createReadStream(path)
  const plain = decrypter === null ? file : await decrypted(file, decrypter)
  const entries = extract()
  const flowing = pipeline(plain, withoutEnding(), entries)
  // Heard below.
  flowing.catch(() => undefined)
  const seen: Manifest = []
  let head: Head | null = null
  let manifest: Manifest | null = null
  for await (const entry of entries) {
    const { name, size } = entry.header as { name: string; size: number }
    if (size > largestEntry || manifest !== null) throw damaged('an entry that does not belong there')
    const bytes = await buffer(entry)
    if (name === manifestName) {
      manifest = parsed(Manifest, bytes)
      continue
    }
    seen.push({ name, size, sha256: createHash('sha256').update(bytes).digest('hex') })
    if (name === headName) head = headOf(bytes)
    else if (head === null) throw damaged('no head')
    else await visit(name, bytes, head)
  }
  await flowing
  if (head === null || manifest === null) throw damaged('not whole')
  if (JSON.stringify(seen) !== JSON.stringify(manifest)) throw damaged('not what its manifest says')
  return { head, manifest }
}

function headOf(bytes: Buffer): Head {
  const head = parsed(Head, bytes)
  if (head.version > formVersion) throw new ZAuthError('backup_newer')
  return head
}

async function decrypted(file: Readable, decrypter: Decrypter): Promise<Readable> {
  const bytes = Readable.toWeb(file) as unknown as globalThis.ReadableStream<Uint8Array>
  try {
    return Readable.fromWeb((await decrypter.decrypt(bytes)) as unknown as ReadableStream)
  } catch (cause) {
    file.destroy()
    const isKey = cause instanceof Error && cause.message.includes('no identity matched')
    throw new ZAuthError(isKey ? 'passphrase_wrong' : 'backup_damaged', 'it cannot be decrypted', { cause })
  }
}

/** Holds back the hash at the end, and compares it with that of all before. */
function withoutEnding(): Transform {
  const hash = createHash('sha256')
  let held = Buffer.alloc(0)
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      const all = Buffer.concat([held, chunk])
      const cut = Math.max(0, all.length - endingLength)
      const passed = all.subarray(0, cut)
      held = all.subarray(cut)
      hash.update(passed)
      done(null, passed)
    },
    flush(done) {
      done(
        held.toString('latin1') === endingOf(hash.digest('hex')) ? null : damaged('a byte was changed or is missing'),
      )
    },
  })
}

async function beginsWith(path: string, text: string): Promise<boolean> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new ConfigError(`${path}: Expected a file that can be read`, { cause })
  })
  try {
    const { buffer } = await file.read(Buffer.alloc(text.length), 0, text.length, 0)
    return buffer.toString('latin1') === text
  } finally {
    await file.close()
  }
}

function parsed<S extends v.GenericSchema>(schema: S, bytes: Buffer): v.InferOutput<S> {
  return v.parse(schema, JSON.parse(bytes.toString()))
}

function damaged(detail: string): ZAuthError {
  return new ZAuthError('backup_damaged', detail)
}
