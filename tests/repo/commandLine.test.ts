import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { createProgram } from '../../server/cli/program.ts'

const root = join(import.meta.dirname, '..', '..')
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const program: CommandUnknownOpts = createProgram(() => undefined)

const textsOf = (pattern: RegExp) =>
  Promise.all(
    files
      .filter((file) => pattern.test(file))
      .map(async (file) => [file, await readFile(join(root, file), 'utf8')] as const),
  )

/** What is wrong with the words after `zauth`, or null. */
function mistakeIn(words: readonly string[]): string | null {
  let command: CommandUnknownOpts = program
  for (const word of words) {
    if (word.startsWith('-')) {
      const [flag = ''] = word.split('=')
      if (
        flag !== '--help' &&
        flag !== '-h' &&
        !command.options.some(({ long, short }) => flag === long || flag === short)
      )
        return `${word} is no option of zauth ${words.join(' ')}`
      continue
    }
    const child: CommandUnknownOpts | undefined = command.commands.find((each) => each.name() === word)
    if (child) command = child
    else if (command.commands.length > 0) return `${word} is no command: zauth ${words.join(' ')}`
  }
  return null
}

describe('what the documents say of commands', () => {
  test('names commands of zauth, and options, that are there', async () => {
    const mistakes: string[] = []
    let seen = 0
    for (const [file, text] of await textsOf(/\.md$/)) {
      // In a block a command stands at the beginning of a line, elsewhere between two ticks; a line that ends in \ goes on, and after && comes another.
      const joined = text.replaceAll(/\\\n\s*/g, ' ').replaceAll(' && ', '\n')
      for (const [, , rest = ''] of joined.matchAll(
        /(^|`|\$ |npx (?:--[\w-]+ )*)(?:node dist\/server\/zauth\.js|zauth) ((?:[a-z-]+|<[^>]+>|[A-Z]+|"[^"]*"|'[^']*'|[^\s`]+)(?: [^\n`]*)?)/gm,
      )) {
        const [command = ''] = rest.split(/ (?:#|\||>|<) /)
        const words = command
          .trim()
          .split(/\s+/)
          .filter((word) => /^(?:-|[a-z]+$)/.test(word))
        if (words.length === 0) continue
        seen += 1
        const mistake = mistakeIn(words)
        if (mistake !== null) mistakes.push(`${file}: ${mistake}`)
      }
    }
    expect(mistakes).toEqual([])
    expect(seen).toBeGreaterThan(5)
  })

  test('names scripts of npm that are there', async () => {
    const scripts = new Set(Object.keys(packageJson.scripts))
    const wrong: string[] = []
    for (const [file, text] of await textsOf(/\.(md|tsx?)$/))
      for (const [, name = ''] of text.matchAll(/\bnpm run ([a-z][\w:]*)/g))
        if (!scripts.has(name)) wrong.push(`${file}: npm run ${name}`)
    expect(wrong).toEqual([])
  })

  test('gives scripts of npm no option that they do not take', async () => {
    const scripts = new Map(Object.entries(packageJson.scripts))
    const wrong: string[] = []
    let seen = 0
    for (const [file, text] of await textsOf(/\.(md|tsx?)$/))
      for (const [line, name = ''] of text.matchAll(/\bnpm (?:run )?([a-z][\w:]*) \[?-- [^`\n#]*/g)) {
        const programs = (scripts.get(name) ?? '').match(/\S+\.ts\b/g) ?? []
        const texts = await Promise.all(programs.map((program) => readFile(join(root, program), 'utf8')))
        for (const [, flag = ''] of line.matchAll(/ --([a-z][\w-]*)/g)) {
          seen += 1
          // As `parseArgs` is told of it.
          const option = new RegExp(`[\\s{]'?${flag}'?: (?:\\{ type: |flag\\b)`)
          if (!texts.some((program) => option.test(program))) wrong.push(`${file}: npm run ${name} -- --${flag}`)
        }
      }
    expect(wrong).toEqual([])
    expect(seen).toBeGreaterThan(8)
  })

  test('leaves out no script', async () => {
    const text = (await textsOf(/\.md$/)).map(([, each]) => each).join('\n')
    const named = new Set(
      [...text.matchAll(/\bnpm (?:run )?([a-z][\w:]*)|`([a-z]+)`|\b(\w+:\w+)/g)].flatMap((found) => found.slice(1)),
    )
    expect(Object.keys(packageJson.scripts).filter((name) => !named.has(name))).toEqual([])
  })
})

describe('every command of zauth', () => {
  const all = (command: CommandUnknownOpts): CommandUnknownOpts[] => [command, ...command.commands.flatMap(all)]

  test('says what it does, and so does each of its options', () => {
    const commands = all(program)
    expect(commands.length).toBeGreaterThan(8)
    expect(commands.filter((command) => command.description().length < 10).map((command) => command.name())).toEqual([])
    const options = commands.flatMap((command) => command.options.map((option) => ({ command, option })))
    const silent = options.filter(({ option }) => option.description.length < 5)
    expect(silent.map(({ command, option }) => `${command.name()} ${option.flags}`)).toEqual([])
  })
})

test('nothing is left to be done without a date by which, nor beyond it', async () => {
  const undated: string[] = []
  const today = new Date().toISOString().slice(0, 10)
  for (const [file, text] of await textsOf(/^(?!package-lock\.json$|tests\/repo\/commandLine\.test\.ts$)/)) {
    if (text.includes('\0')) continue
    for (const [line] of text.matchAll(/^.*\b(?:TODO|FIXME|XXX|HACK)\b.*$/gm)) {
      const [date = ''] = /\b20\d\d-\d\d-\d\d\b/.exec(line) ?? []
      if (date < today) undated.push(`${file}: ${line.trim()}`)
    }
  }
  expect(undated).toEqual([])
})
