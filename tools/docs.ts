import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import sharp from 'sharp'
import * as v from 'valibot'
import { curves } from './figures/curves.ts'
import { dashboard } from './dashboard.ts'
import { figures } from './figures/figures.ts'
import { drawLoad } from './figures/figuresOfLoad.ts'

/**
 * `npm run docs`: writes what was measured (`bench-results/*.json`) into the blocks of the documents that ask for it, draws the curves
 * of accuracy and load, writes the dashboard for Grafana, and puts the story's screenshots (`story/*.png`) together to the README's picture. What was not measured here stays as it is.
 */
const root = join(import.meta.dirname, '..')

/** What every benchmark says of itself. */
const Stamp = v.looseObject({
  measuredAt: v.pipe(v.string(), v.isoTimestamp()),
  commit: v.string(),
  measuredOn: v.string(),
})

for (const document of trackedDocuments()) {
  const text = await readFile(join(root, document), 'utf8')
  let filled = text
  for (const [block, name = ''] of text.matchAll(/<!-- bench:(\w+) -->[\s\S]*?<!-- \/bench -->/g)) {
    const toMarkdown = figures[name]
    if (!toMarkdown) throw new Error(`${document} asks for the figures "${name}", which nobody measures`)
    const results = join(root, 'bench-results', `${name}.json`)
    if (!existsSync(results)) continue
    const measured: unknown = JSON.parse(await readFile(results, 'utf8'))
    const markdown = stamped(toMarkdown(measured), measured)
    filled = filled.replace(block, `<!-- bench:${name} -->\n${markdown}\n<!-- /bench -->`)
  }
  if (filled !== text) {
    await writeFile(join(root, document), filled)
    process.stdout.write(`${document}: figures written\n`)
  }
}
await drawCurves()
await writeDashboard()
await paintSignIn()

/** With the day, the commit and, where it is not said already, the machine of what was measured. */
function stamped(markdown: string, measured: unknown): string {
  const { measuredAt, commit, measuredOn } = v.parse(Stamp, measured)
  const where = markdown.includes(measuredOn) ? '' : `, on ${measuredOn}`
  return markdown.replace(
    /^Measured by .*$/m,
    (said) => `${said} That was on ${measuredAt.slice(0, 10)}, at commit \`${commit}\`${where}.`,
  )
}

function trackedDocuments(): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean)
}

async function drawCurves(): Promise<void> {
  const results = await resultsOf('accuracy')
  for (const [name, svg] of Object.entries(results === null ? {} : curves(results)))
    await writeFile(join(root, 'docs', name), svg)
  const load = await resultsOf('load')
  if (load !== null) await writeFile(join(root, 'docs', 'load.svg'), drawLoad(load))
}

/** In the form that `npm run check` asks for. */
async function writeDashboard(): Promise<void> {
  const file = join(root, 'docs', 'dashboard', 'zauth.json')
  await writeFile(
    file,
    await format(JSON.stringify(dashboard(), null, 2), { ...(await resolveConfig(file)), filepath: file }),
  )
}

/** What a benchmark has written, `null` if it did not run here. */
async function resultsOf(name: string): Promise<unknown> {
  const file = join(root, 'bench-results', `${name}.json`)
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : null
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
