import { build } from 'esbuild'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { paintScene, scene } from '../paintScene.ts'

/**
 * Copies the built extension and adds pages to it: the camera window’s and the popup’s own parts and style, at the moment that the
 * page’s address names.
 *
 * @param extension the unpacked extension
 * @param folder gets the copy
 */
export async function makeGallery(extension: string, folder: string): Promise<void> {
  await cp(extension, folder, { recursive: true })
  for (const place of ['camera', 'popup']) {
    const page = await readFile(join(folder, `${place}.html`), 'utf8')
    await writeFile(join(folder, `gallery-${place}.html`), page.replace(`${place}.js`, `screens/${place}.js`))
  }
  await mkdir(join(folder, 'screens'))
  await build({
    entryPoints: {
      camera: join(import.meta.dirname, 'showCameraScene.ts'),
      popup: join(import.meta.dirname, 'showPopupScene.ts'),
    },
    bundle: true,
    outdir: join(folder, 'screens'),
    format: 'esm',
    // What is loaded later, as the translations are, stays in files of its own.
    splitting: true,
    target: 'chrome137',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  })
  const view = { width: 640, height: 480 }
  const middle = { left: (scene.width - view.width) / 2, top: (scene.height - view.height) / 2 }
  await sharp(await paintScene('ada'), { raw: { ...scene, channels: 3 } })
    .extract({ ...middle, ...view })
    .jpeg({ quality: 88 })
    .toFile(join(folder, 'screens', 'ada.jpg'))
}
