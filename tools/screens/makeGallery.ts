import { build, type Plugin } from 'esbuild'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { paintScene, scene } from '../webcam/paintScene.ts'

/** What shows the moments of each page. */
const scripts = { camera: 'screens/camera.js', popup: 'screens/popup.js', options: 'screens/of-options/options.js' }
const places = ['camera', 'popup', 'options'] as const

/** Takes the files of `standIns` in the place of those of the extension that have their names. */
const withStandIns: Plugin = {
  name: 'stand-ins',
  setup: (bundling) => {
    bundling.onResolve({ filter: /\/(listAccounts|useDevices|useLockState)\.ts$/ }, ({ path, importer }) =>
      importer.includes('standIns') ? null : { path: join(import.meta.dirname, 'standIns', basename(path)) },
    )
  },
}

/**
 * Copies the built extension and adds pages to it: the own parts and style of the camera window, the popup and the options page, at the
 * moment that the page’s address names.
 *
 * @param extension the unpacked extension
 * @param folder gets the copy
 */
export async function makeGallery(extension: string, folder: string): Promise<void> {
  await cp(extension, folder, { recursive: true })
  for (const place of places) {
    const page = await readFile(join(folder, `${place}.html`), 'utf8')
    await writeFile(join(folder, `gallery-${place}.html`), page.replace(`${place}.js`, scripts[place]))
  }
  await mkdir(join(folder, 'screens'))
  const common = {
    bundle: true,
    format: 'esm',
    // What is loaded later, as the translations are, stays in files of its own.
    splitting: true,
    target: 'chrome137',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  } as const
  const entryOf = (name: string): string => join(import.meta.dirname, `show${name}Scene.ts`)
  await Promise.all([
    build({
      ...common,
      entryPoints: { camera: entryOf('Camera'), popup: entryOf('Popup') },
      outdir: join(folder, 'screens'),
    }),
    build({
      ...common,
      entryPoints: { options: entryOf('Options') },
      outdir: join(folder, 'screens', 'of-options'),
      plugins: [withStandIns],
    }),
  ])
  const view = { width: 640, height: 480 }
  const middle = { left: (scene.width - view.width) / 2, top: (scene.height - view.height) / 2 }
  await sharp(await paintScene('ada'), { raw: { ...scene, channels: 3 } })
    .extract({ ...middle, ...view })
    .jpeg({ quality: 88 })
    .toFile(join(folder, 'screens', 'ada.jpg'))
}
