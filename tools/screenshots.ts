import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import sharp from 'sharp'
import { ensureBrowser } from './browser.ts'
import { buildAll } from './build.ts'
import { boxesFile, kept, pictureOf, schemes } from './screens/kept.ts'
import { lookOf, type Box } from './screens/lookOf.ts'
import { openScreens, sizes } from './screens/openScreens.ts'

/**
 * `npm run screenshots`: pictures of every screen, light and dark, in `story/screens`; and in `docs/screens` those that the documents
 * show, half as large, with where their parts are. Tests compare what is built against these.
 */
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const all = join(import.meta.dirname, '..', 'story', 'screens')
const executablePath = await ensureBrowser(say)
if (!process.argv.includes('--built')) await buildAll(say)
await rm(dirname(boxesFile), { recursive: true, force: true })
for (const folder of [all, dirname(boxesFile)]) await mkdir(folder, { recursive: true })
const screens = await openScreens(executablePath)
try {
  const boxes: Record<string, readonly Box[]> = {}
  let bytes = 0
  for (const [name, place] of screens.all) {
    await screens.show(name)
    for (const colorScheme of schemes) {
      await screens.page.emulateMedia({ colorScheme })
      const look = await lookOf(screens.page)
      await writeFile(join(all, `${name}-${colorScheme}.png`), look.picture)
      if (!(kept as readonly string[]).includes(name)) continue
      boxes[name] = look.boxes
      await sharp(look.picture)
        .resize({ width: sizes[place].width / 2 })
        .png({ palette: true, quality: 80, effort: 10 })
        .toFile(pictureOf(name, colorScheme))
      bytes += (await stat(pictureOf(name, colorScheme))).size
    }
  }
  await writeFile(
    boxesFile,
    await format(JSON.stringify(boxes), { ...(await resolveConfig(boxesFile)), parser: 'json' }),
  )
  say(
    `${screens.all.size} screens in story/screens; ${kept.length} of them in docs/screens, ${(bytes / 1000).toFixed(0)} kB`,
  )
} finally {
  await screens.close()
}
