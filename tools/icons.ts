import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const folder = join(import.meta.dirname, '..', 'extension', 'icons')

/** The drawing of each icon, by its width in pixels: the smallest has one of its own, whose edges lie on pixels. */
export const icons = { 16: 'icon-small.svg', 32: 'icon.svg', 48: 'icon.svg', 128: 'icon.svg' } as const

/** An icon as PNG. */
export async function paintIcon(width: keyof typeof icons): Promise<Buffer> {
  const drawing = await readFile(join(folder, icons[width]))
  // Painted large and made smaller: edges become as smooth as they can.
  return await sharp(drawing, { density: 72 * 16 })
    .resize(width, width)
    .png({ compressionLevel: 9, effort: 10 })
    .toBuffer()
}

if (import.meta.main) {
  // `npm run icons`
  for (const width of Object.keys(icons).map(Number) as (keyof typeof icons)[])
    await writeFile(join(folder, `${width}.png`), await paintIcon(width))
}
