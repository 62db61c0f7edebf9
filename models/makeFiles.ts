import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readGraph, writeGraph } from './graph.ts'
import { expectDigest, type Manifest } from './manifest.ts'
import { projectEmbedding } from './project.ts'
import { repairMobileFaceNet } from './repair.ts'

/**
 * Makes what recognition loads, from the npm package's files: the networks, one of them repaired and projected, and the
 * negatives. The same package gives the same bytes on every machine.
 *
 * @param packageDir where the npm package's `models` lie
 * @returns the bytes of each file by its name
 * @throws Error naming the package's file that is not the one that the manifest was written for
 */
export async function makeFiles(manifest: Manifest, packageDir: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const { name, package: expected } of manifest.models) {
    const json = await readFile(join(packageDir, `${name}.json`))
    const bin = await readFile(join(packageDir, `${name}.bin`))
    expectDigest(`${name}.json`, json, expected.json)
    expectDigest(`${name}.bin`, bin, expected.bin)
    const graph = readGraph(json, bin)
    if (name === 'mobilefacenet') {
      repairMobileFaceNet(graph)
      projectEmbedding(graph)
    }
    const written = writeGraph(graph, `${name}.bin`)
    files.set(`${name}.json`, written.json)
    files.set(`${name}.bin`, written.bin)
  }
  files.set('negatives.bin', await readFile(join(import.meta.dirname, 'negatives.bin')))
  return files
}
