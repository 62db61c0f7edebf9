import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { makeFiles } from './makeFiles.ts'
import { installedPackage, manifestPath, readManifest, sha256Of } from './manifest.ts'
import { useWasm } from './wasm.ts'

/**
 * Writes down what the build is to make: the size and sha256 of each file, and what the networks give for
 * the known inputs. To be run, and its changes looked at, only when the package, the repair or the negatives change on
 * purpose; the sha256 of the package's files are changed by hand.
 */
export async function freezeModels(): Promise<void> {
  const manifest = await readManifest()
  const files = await makeFiles(manifest, installedPackage(manifest))
  const entries = [...files].map(([file, bytes]) => ({ file, bytes: bytes.length, sha256: sha256Of(bytes) }))
  await writeJson(manifestPath, { ...manifest, files: entries })

  await useWasm()
  // Only now, because these read what was just written when they are first imported.
  const { loadModels } = await import('../shared/recognition/models.ts')
  const { knownAnswerOf } = await import('../shared/recognition/knownAnswer.ts')
  const models = await loadModels((file) => Promise.resolve(files.get(file) ?? new Uint8Array()))
  const { answer } = await knownAnswerOf(models)
  const rounded = Object.entries(answer).map(([part, values]) => [
    part,
    Array.from(values, (value) => Number(value.toFixed(6))),
  ])
  await writeJson(join(import.meta.dirname, 'known-answer.json'), Object.fromEntries(rounded))
}

async function writeJson(path: string, value: unknown): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => '')
  const text = await format(JSON.stringify(value), { ...(await resolveConfig(path)), filepath: path })
  if (text !== before) await writeFile(path, text)
}

if (import.meta.main) await freezeModels()
