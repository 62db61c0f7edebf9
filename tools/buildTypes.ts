import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { dist } from './dist.ts'
import { replaceFolder } from './replaceFolder.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

/**
 * Writes the declarations of what `import … from 'zauth'` gives: those of `server/index.ts` and of whatever it names, as JavaScript
 * knows the files.
 */
export async function buildTypes(outDir: string): Promise<void> {
  const all = await mkdtemp(join(tmpdir(), 'zauth-types-'))
  try {
    const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', all, '--rootDir', root]
    await run(process.execPath, [compiler, '-p', join(root, 'server'), ...options])
    await replaceFolder(outDir, async (folder) => {
      for (const file of await reachedFrom(join(all, 'server', 'index.d.ts'))) {
        const target = join(folder, relative(all, file))
        await mkdir(dirname(target), { recursive: true })
        await writeFile(target, asJavaScript(await readFile(file, 'utf8')))
      }
    })
  } finally {
    await rm(all, { recursive: true })
  }
}

const relativeImport = /((?:from |import\()['"])(\.[^'"]+)\.tsx?(['"])/g

async function reachedFrom(start: string): Promise<Set<string>> {
  const reached = new Set([start])
  for (const file of reached) {
    for (const [, , path = ''] of (await readFile(file, 'utf8')).matchAll(relativeImport)) {
      reached.add(join(dirname(file), `${path}.d.ts`))
    }
  }
  return reached
}

function asJavaScript(declarations: string): string {
  return declarations.replaceAll(relativeImport, '$1$2.js$3')
}

if (import.meta.main) await buildTypes(join(dist, 'types'))
