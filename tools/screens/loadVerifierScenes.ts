import { build } from 'esbuild'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as v from 'valibot'

const Scenes = v.object({ verifierScenes: v.record(v.string(), v.string()) })

/** The verifier’s pages as HTML, by name: its screens are written in JSX, which Node does not read. */
export async function loadVerifierScenes(folder: string): Promise<Readonly<Record<string, string>>> {
  await mkdir(folder, { recursive: true })
  const outfile = join(folder, 'verifierScenes.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'verifierScenes.ts')],
    bundle: true,
    outfile,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  })
  return v.parse(Scenes, await import(pathToFileURL(outfile).href)).verifierScenes
}
