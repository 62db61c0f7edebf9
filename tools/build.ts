import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { errorCodeOf } from '../server/files/errorCodeOf.ts'
import { buildModels } from '../models/build.ts'
import { buildExtension, targets } from './buildExtension.ts'
import { buildServer } from './buildServer.ts'
import { dist } from './dist.ts'

/** `npm run build`: the networks, the verifier, and the extension for both browsers, into `dist`. */
export async function buildAll(say: (line: string) => void): Promise<void> {
  const steps: [readonly string[], () => Promise<void>][] = [
    [['models'], () => buildModels(join(dist, 'models'))],
    [['server'], () => buildServer(join(dist, 'server'))],
    [targets, () => buildExtension(join(dist, 'models'), dist)],
  ]
  for (const [folders, step] of steps) {
    const began = performance.now()
    await step()
    const took = seconds(performance.now() - began)
    for (const folder of folders) say(`dist/${folder}: ${await sizeOf(join(dist, folder))}, ${took}`)
  }
  for (const target of targets) say(`dist/${target}.zip: ${megabytes((await stat(join(dist, `${target}.zip`))).size)}`)
}

async function sizeOf(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size))
  return `${files.length} files, ${megabytes(sizes.reduce((sum, size) => sum + size, 0))}`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

if (import.meta.main) {
  try {
    await buildAll((line) => process.stdout.write(`${line}\n`))
  } catch (error) {
    // esbuild has printed its own errors, with the lines of source, already.
    const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null
    const missing = errorCodeOf(error) === 'ENOENT' && path
    process.stderr.write(`The build failed: ${missing ? `${relative('.', path)} is missing` : String(error)}\n`)
    process.exitCode = 1
  }
}
