import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const results = join(import.meta.dirname, '..', '..', 'test-results')

/** Runs code that a document has, in the environment that it asks for; what it exports. The environment is as before then. */
export async function loadSample(code: string, environment: Readonly<Record<string, string>>): Promise<unknown> {
  // Inside the project, so that it finds its packages.
  await mkdir(results, { recursive: true })
  const folder = await mkdtemp(join(results, 'sample-'))
  try {
    const file = join(folder, 'sample.mjs')
    await writeFile(file, code)
    Object.assign(process.env, environment)
    return await import(/* @vite-ignore */ pathToFileURL(file).href)
  } finally {
    for (const name of Object.keys(environment)) Reflect.deleteProperty(process.env, name)
    await rm(folder, { recursive: true })
  }
}
