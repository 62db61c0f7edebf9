import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { extract } from 'tar-stream'
import * as v from 'valibot'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { ConfigError } from '../config/configError.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import type { BackupKey } from './ageFor.ts'
import { endingLength, endingOf, formVersion, Head, headName, Manifest, manifestName, manifestPart } from './form.ts'

/** What begins every age file. */
const ageMagic = 'age-encryption.org/v1'
/** Far more than any entry has. */
const largestEntry = 64 << 20

/**
 * Reads a backup to its end, and checks every byte on the way: who has put something in its place takes it away again when this throws.
 *
 * @param key `null` when none was given
 * @param visit gets each entry but the head and the manifest, in the order in which they were written
 * @throws ZAuthError `backup_damaged`, `backup_newer`; ConfigError when it cannot be read, or by another key
 */
export async function readContainer(
  path: string,
  key: BackupKey | null,
  visit: (name: string, bytes: Buffer, head: Head) => Promise<void>,
): Promise<{ head: Head; entries: number }> {
  const beginning = await beginningOf(path)
  const isEncrypted = beginning.startsWith(ageMagic)
  if (isEncrypted) requireFitting(path, beginning, key)
  else if (key !== null) throw new ConfigError(`${path} is not encrypted: no key is needed`)
  try {
    return await readEntries(path, key, visit)
  } catch (error) {
    if (error instanceof ZAuthError || error instanceof ConfigError) throw error
    const complaint = pathComplaint(error, `${path} cannot be read`)
    if (complaint instanceof ConfigError) throw complaint
    throw new ZAuthError('backup_damaged', error instanceof Error ? error.message : undefined, { cause: error })
  }
}

/** An age file says in clear by what kind of key it is opened. */
function requireFitting(path: string, beginning: string, key: BackupKey | null): void {
  const isByPassphrase = /^-> scrypt /m.test(beginning)
  const wanted = isByPassphrase ? '--passphrase-file' : '--identity'
  if (key?.option === wanted) return
  throw new ConfigError(
    isByPassphrase
      ? `${path} is encrypted by a passphrase: Expected --passphrase-file`
      : `${path} is encrypted for a key: Expected --identity with the file of it`,
  )
}

async function readEntries(
  path: string,
  key: BackupKey | null,
  visit: (name: string, bytes: Buffer, head: Head) => Promise<void>,
): Promise<{ head: Head; entries: number }> {
  const file = createReadStream(path)
  const plain = key === null ? file : await decrypted(file, path, key)
  const tar = extract()
  const flowing = pipeline(plain, withoutEnding(), tar)
  // Heard below.
  flowing.catch(() => undefined)
  let seen: Manifest = []
  let [entries, parts] = [0, 0]
  let head: Head | null = null
  let isWhole = false
  for await (const entry of tar) {
    const { name, size } = entry.header as { name: string; size: number }
    if (size > largestEntry || isWhole) throw damaged('an entry that does not belong there')
    const bytes = await buffer(entry)
    isWhole = name === manifestName
    if (isWhole || name === manifestPart(parts + 1)) {
      if (JSON.stringify(seen) !== JSON.stringify(parsed(Manifest, bytes))) throw damaged('not what its manifest says')
      seen = []
      parts += 1
      continue
    }
    seen.push({ name, size, sha256: createHash('sha256').update(bytes).digest('hex') })
    entries += 1
    if (name === headName) head = headOf(bytes)
    else if (head === null) throw damaged('no head')
    else await visit(name, bytes, head)
  }
  await flowing
  if (head === null || !isWhole) throw damaged('not whole')
  return { head, entries }
}

function headOf(bytes: Buffer): Head {
  const head = parsed(Head, bytes)
  if (head.version > formVersion) throw new ZAuthError('backup_newer')
  return head
}

async function decrypted(file: Readable, path: string, { decrypter, option, path: keyPath }: BackupKey) {
  const bytes = Readable.toWeb(file) as unknown as globalThis.ReadableStream<Uint8Array>
  try {
    return Readable.fromWeb((await decrypter.decrypt(bytes)) as unknown as ReadableStream)
  } catch (cause) {
    file.destroy()
    if (!(cause instanceof Error && cause.message.includes('no identity matched'))) {
      throw new ZAuthError('backup_damaged', 'it cannot be decrypted', { cause })
    }
    throw new ConfigError(
      option === '--identity'
        ? `--identity: ${path} was encrypted for another key than any in ${keyPath}, or its beginning is damaged`
        : `--passphrase-file: ${path} was encrypted by another passphrase than the one in ${keyPath}, or its beginning is damaged`,
      { cause },
    )
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

/** Far enough to see what it is, and by what kind of key it is opened: that comes first of what age writes. */
const beginningLength = 512

async function beginningOf(path: string): Promise<string> {
  try {
    await using file = await open(path, 'r')
    const { buffer: bytes, bytesRead } = await file.read(Buffer.alloc(beginningLength), 0, beginningLength, 0)
    return bytes.toString('latin1', 0, bytesRead)
  } catch (cause) {
    throw pathComplaint(cause, `${path} cannot be read`)
  }
}

function parsed<S extends v.GenericSchema>(schema: S, bytes: Buffer): v.InferOutput<S> {
  return v.parse(schema, JSON.parse(bytes.toString()))
}

function damaged(detail: string): ZAuthError {
  return new ZAuthError('backup_damaged', detail)
}
