import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'

const folder = new URL('../../bench-results/', import.meta.url)

/**
 * Adds figures to `bench-results/{name}.json`, with the time and the commit at which they were measured; what other benchmarks wrote there stays,
 * fields of the same name do not.
 */
export async function addResults(name: string, figures: Readonly<Record<string, unknown>>): Promise<void> {
  const file = new URL(`${name}.json`, folder)
  const earlier: unknown = await readFile(file, 'utf8').then(JSON.parse, () => ({}))
  const stamp = {
    measuredAt: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  }
  await mkdir(folder, { recursive: true })
  await writeFile(file, `${JSON.stringify({ ...(earlier as object), ...figures, ...stamp }, null, 2)}\n`)
}
