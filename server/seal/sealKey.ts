import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { pathComplaint } from '../config/pathComplaint.ts'
import { ConfigError } from '../config/configError.ts'
import { makePrivate } from '../files/openPrivate.ts'
import { requirePrivate } from '../files/requirePrivate.ts'
import { createSealer, type Sealer } from './createSealer.ts'

const form = /^zauth-seal-1-([A-Za-z0-9_-]{43})\s*$/

/**
 * Makes a key to seal with, in a file for its owner alone.
 * @throws ConfigError when the file is there, or cannot be made
 */
export async function makeSealKey(path: string): Promise<void> {
  const file = await makePrivate(path).catch((cause: unknown) => {
    throw pathComplaint(cause, `--out: ${path} cannot be made`)
  })
  try {
    await file.writeFile(`zauth-seal-1-${randomBytes(32).toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * What seals by the key in a file.
 * @param setting what names the file, for complaints
 * @throws ConfigError when there is none, others may read it, or it holds no key
 */
export async function readSealKey(path: string, setting = 'sealWith'): Promise<Sealer> {
  await requirePrivate(path)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(`${setting}: Expected a file that can be read, and ${path} is none`, { cause })
  })
  const [, key] = form.exec(text) ?? []
  if (key === undefined) {
    throw new ConfigError(`${setting}: Expected a key as "zauth seal key" makes them, and ${path} holds none`)
  }
  return createSealer(Buffer.from(key, 'base64url'))
}
