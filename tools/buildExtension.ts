import { build, type BuildOptions, type Plugin } from 'esbuild'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import models from '../models/models.json' with { type: 'json' }
import { noticesOf, packagesOf } from './noticesOf.ts'
import { replaceFolder } from './replaceFolder.ts'
import { zipFolder } from './zipFolder.ts'

const root = join(import.meta.dirname, '..')
const source = join(root, 'extension')

/** Scripts of pages and workers are modules. */
const background = { background: join(source, 'background/main.ts') }
/** What the popup needs before it is seen stands apart from the rest. */
const popup = { popup: join(source, 'popup/main.tsx') }
const modules = {
  camera: join(source, 'camera/main.tsx'),
  options: join(source, 'options/main.tsx'),
  'face.worker': join(source, 'face/worker.ts'),
  'match.worker': join(source, 'match/worker.ts'),
}
/** A content script cannot be one. */
const scripts = { content: join(source, 'content/main.ts') }
const styles = {
  popup: join(source, 'popup/popup.css'),
  camera: join(source, 'camera/camera.css'),
  options: join(source, 'options/options.css'),
}

const Manifest = v.looseObject({
  version: v.string(),
  key: v.string(),
  minimum_chrome_version: v.string(),
  browser_specific_settings: v.looseObject({ gecko: v.looseObject({ id: v.string() }) }),
})

/** The browsers that the extension is built for. */
export const targets = ['chromium', 'firefox'] as const
export type Target = (typeof targets)[number]

/**
 * Writes the extension for each browser: unpacked, and as the zip that its store takes.
 *
 * @param modelsDir the networks, already built
 * @param outDir gets the folders `chromium` and `firefox`, and `chromium.zip` and `firefox.zip`
 * @throws Error naming the file that is missing
 */
export async function buildExtension(modelsDir: string, outDir: string): Promise<void> {
  const manifest = v.parse(Manifest, JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')))
  const manifests: Record<Target, object> = { chromium: forChromium(manifest), firefox: forFirefox(manifest) }
  const common = await mkdtemp(join(tmpdir(), 'zauth-build-'))
  try {
    const bundled = await bundle(common)
    await copyAssets(modelsDir, common)
    await writeFile(join(common, 'licences.txt'), await noticesOf(new Set([...bundled, ...copied])))
    for (const target of targets)
      await replaceFolder(join(outDir, target), async (folder) => {
        await cp(common, folder, { recursive: true })
        await writeJson(join(folder, 'manifest.json'), manifests[target])
        await zipFolder(folder, join(outDir, `${target}.zip`))
      })
  } finally {
    await rm(common, { recursive: true })
  }
}

/** A page loads the words of its person's language alone, and in a file of their own. */
const apart: Plugin = {
  name: 'translations apart',
  setup: (build) =>
    build.onResolve({ filter: /\/words\/\w+\/\w+\.ts$|^\.\/\w+\/errors\.ts$/ }, ({ kind, path }) => {
      const [, name] = /(\w+\/\w+)\.ts$/.exec(path) ?? []
      return kind === 'dynamic-import' ? { path: `./words/${name ?? ''}.js`, external: true } : undefined
    }),
}

/**
 * Browsers that have what the manifest asks for speak promises by themselves. What the polyfill adds for Chromium before `browser` was
 * there, promises from who listens to messages, pages do without: nothing is sent to them.
 */
const native: Plugin = {
  name: 'native interfaces',
  setup: (build) => {
    build.onResolve({ filter: /^webextension-polyfill$/ }, ({ path }) => ({ path, namespace: 'native' }))
    build.onLoad({ filter: /./, namespace: 'native' }, () => ({
      contents: 'export default globalThis.browser ?? globalThis.chrome',
    }))
  },
}

async function translations(): Promise<string[]> {
  const words = join(source, 'words')
  const folders = (await readdir(words, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const files = folders.map(async ({ name }) =>
    // The service worker has its few words in itself.
    (await readdir(join(words, name)))
      .filter((file) => file !== 'background.ts')
      .map((file) => join(words, name, file)),
  )
  return (await Promise.all(files)).flat()
}

/** @returns the packages of which there is something in the scripts */
async function bundle(outdir: string): Promise<Set<string>> {
  const options: BuildOptions = {
    bundle: true,
    outdir,
    minify: true,
    // In `licences.txt`, whole.
    legalComments: 'none',
    metafile: true,
    target: ['chrome137', 'firefox142'],
    logLevel: 'warning',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }
  const split = { splitting: true, chunkNames: 'popup.[hash]' }
  const parts: readonly BuildOptions[] = [
    // Emscripten's loader asks for Node's `module` in a branch that browsers do not take.
    { entryPoints: modules, format: 'esm', external: ['module'], plugins: [apart, native] },
    { ...split, entryPoints: popup, format: 'esm', plugins: [apart, native] },
    { entryPoints: background, format: 'esm', plugins: [apart] },
    { entryPoints: await translations(), format: 'esm', charset: 'utf8', outbase: source },
    { entryPoints: scripts, format: 'iife' },
    { entryPoints: styles },
  ]
  const files: string[] = []
  for (const part of parts) {
    const { metafile } = await build({ ...options, ...part })
    for (const { inputs } of Object.values(metafile?.outputs ?? {}))
      files.push(...Object.keys(inputs).filter((file) => (inputs[file]?.bytesInOutput ?? 0) > 0))
  }
  return packagesOf(files)
}

/** Packages of which files are shipped as they are. */
const copied = ['@tensorflow/tfjs-backend-wasm', 'node-seal', models.package.name]

async function copyAssets(modelsDir: string, out: string): Promise<void> {
  const tensorflow = folderOf('@tensorflow/tfjs-backend-wasm/package.json')
  const seal = folderOf('node-seal/throws')
  await cp(modelsDir, join(out, 'models'), { recursive: true })
  for (const page of ['popup', 'camera', 'options'])
    await cp(join(source, page, `${page}.html`), join(out, `${page}.html`))
  await cp(join(source, '_locales'), join(out, '_locales'), { recursive: true })
  await mkdir(join(out, 'icons'))
  for (const icon of await readdir(join(source, 'icons')))
    if (icon.endsWith('.png')) await cp(join(source, 'icons', icon), join(out, 'icons', icon))
  await mkdir(join(out, 'tfjs'))
  // Not the threaded one: its workers are blobs, which an extension's content security policy forbids.
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'])
    await cp(join(tensorflow, 'dist', file), join(out, 'tfjs', file))
  await cp(join(seal, 'seal_throws.wasm'), join(out, 'seal_throws.wasm'))
}

function folderOf(file: string): string {
  return dirname(fileURLToPath(import.meta.resolve(file)))
}

function forChromium(manifest: v.InferOutput<typeof Manifest>): object {
  return { ...manifest, browser_specific_settings: undefined }
}

function forFirefox(manifest: v.InferOutput<typeof Manifest>): object {
  const background = { scripts: ['background.js'], type: 'module' }
  return { ...manifest, key: undefined, minimum_chrome_version: undefined, background }
}

async function writeJson(path: string, value: object): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`)
}
