import { build } from 'esbuild'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFolder } from './replaceFolder.ts'

const root = join(import.meta.dirname, '..')

/**
 * Writes the verifier: `zauth.js`, the program, and `index.js`, what other programs import, with what they load; the match worker, the
 * script and style of its page, the element for websites’ pages, and the negatives it trains with.
 * Packages of npm stay in `node_modules`, where the operator's own tools can see and update them.
 */
export async function buildServer(outDir: string): Promise<void> {
  await replaceFolder(outDir, async (folder) => {
    await build({
      entryPoints: {
        zauth: join(root, 'server/zauth.ts'),
        index: join(root, 'server/index.ts'),
        worker: join(root, 'server/match/worker.ts'),
      },
      bundle: true,
      // What is imported later stays in files of its own, which are loaded only then.
      splitting: true,
      outdir: folder,
      platform: 'node',
      format: 'esm',
      target: 'node26',
      sourcemap: true,
      packages: 'external',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      logLevel: 'warning',
    })
    await build({
      entryPoints: { page: join(root, 'server/page/main.ts') },
      bundle: true,
      outdir: join(folder, 'page'),
      minify: true,
      format: 'iife',
      target: 'es2022',
      logLevel: 'warning',
    })
    // A module, which knows where it came from; websites load it into pages of their own.
    await build({
      entryPoints: { verify: join(root, 'server/page/verify/main.ts') },
      bundle: true,
      outdir: join(folder, 'page'),
      minify: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'warning',
    })
    await build({
      entryPoints: { page: join(root, 'server/page/screen.css') },
      bundle: true,
      outdir: join(folder, 'page'),
      minify: true,
      // As old as `light-dark()`.
      target: ['chrome123', 'firefox120', 'safari17.5'],
      logLevel: 'warning',
    })
    await cp(join(root, 'models/negatives.bin'), join(folder, 'negatives.bin'))
  })
}
