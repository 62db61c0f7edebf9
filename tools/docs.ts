import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { curves } from './curves.ts'
import { figures } from './figures.ts'

/**
 * `npm run docs`: writes what was measured (`bench-results/*.json`) into the blocks of the documents that ask for it, draws the curves
 * of accuracy, and puts the story's screenshots (`story/*.png`) together to the README's picture. What was not measured here stays as it is.
 */
const root = join(import.meta.dirname, '..')

for (const document of trackedDocuments()) {
  const text = await readFile(join(root, document), 'utf8')
  let filled = text
  for (const [block, name = ''] of text.matchAll(/<!-- bench:(\w+) -->[\s\S]*?<!-- \/bench -->/g)) {
    const toMarkdown = figures[name]
    if (!toMarkdown) throw new Error(`${document} asks for the figures "${name}", which nobody measures`)
    const results = join(root, 'bench-results', `${name}.json`)
    if (!existsSync(results)) continue
    const markdown = toMarkdown(JSON.parse(await readFile(results, 'utf8')))
    filled = filled.replace(block, `<!-- bench:${name} -->\n${markdown}\n<!-- /bench -->`)
  }
  if (filled !== text) {
    await writeFile(join(root, document), filled)
    process.stdout.write(`${document}: figures written\n`)
  }
}
await drawCurves()
await paintSignIn()

function trackedDocuments(): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean)
}

async function drawCurves(): Promise<void> {
  const results = join(root, 'bench-results', 'accuracy.json')
  if (!existsSync(results)) return
  for (const [name, svg] of Object.entries(curves(JSON.parse(await readFile(results, 'utf8')))))
    await writeFile(join(root, 'docs', name), svg)
}

/** Three moments beside each other: the password, the camera window, signed in. */
async function paintSignIn(): Promise<void> {
  const pictures = ['1-password', '2-enrolling', '3-signed-in'].map((name) => join(root, 'story', `${name}.png`))
  if (!pictures.every((path) => existsSync(path))) return
  const height = 600
  const gap = 24
  const shots = await Promise.all(
    pictures.map((path, i) =>
      // Of a website's page, the middle is enough.
      sharp(path)
        .resize({ height, ...(i === 1 ? {} : { width: 400 }) })
        .png()
        .toBuffer({ resolveWithObject: true }),
    ),
  )
  let left = gap
  const layers = shots.map(({ data, info }) => {
    const layer = { input: data, left, top: gap }
    left += info.width + gap
    return layer
  })
  const out = join(root, 'docs', 'sign-in.png')
  await sharp({ create: { width: left, height: height + 2 * gap, channels: 3, background: '#c9d1da' } })
    .composite(layers)
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(out)
  process.stdout.write(`docs/sign-in.png: ${((await stat(out)).size / 1000).toFixed(0)} kB\n`)
}
