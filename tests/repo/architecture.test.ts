import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
/** What CONTRIBUTING.md adds for the sake of an example. */
const examples = /\b(?:saml\w*|yours|it)\b/
/** What browsers and stores show; no code. */
const onlyPictures = ['icons', '_locales']
const realms = ['extension', 'server', 'shared', 'models', 'examples', 'tools', 'tests']

describe('ARCHITECTURE.md', async () => {
  const text = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8')
  const named = namesIn(text)

  test.each([
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'docs/inside-verifier.md',
    'docs/inside-extension.md',
    'docs/protocol.md',
  ])('%s names no file and no folder that is not there', async (file) => {
    const document = await readFile(join(root, file), 'utf8')
    // A path is within the realm that its sentence is about where none stands before it.
    const paths = [...namesIn(document)].filter(
      (name) =>
        /^[\w@.-]+(?:\/[\w@.-]+)+$/.test(name) && realms.includes(name.split('/')[0] ?? '') && !examples.test(name),
    )
    expect(paths.length).toBeGreaterThan(2)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('has a picture with every room in it, and no other', async () => {
    const picture = await readFile(join(root, 'docs', 'house.svg'), 'utf8')
    // Each realm's name, and what stands below it until the next one's.
    const realmsDrawn = picture
      .split('class="name"')
      .slice(1)
      .map((part) => ({
        name: />([^<]+)</.exec(part)?.[1] ?? '',
        rooms: [...part.matchAll(/class="rooms"[^>]*>([^<]+)</g)].flatMap(([, names = '']) => names.split(' · ')),
      }))
    for (const realm of ['server', 'extension', 'shared']) {
      const entries = await readdir(join(root, realm), { withFileTypes: true })
      const folders = entries.filter((entry) => entry.isDirectory() && !onlyPictures.includes(entry.name))
      const drawn = realmsDrawn.find(({ name }) => name === realm)?.rooms ?? []
      expect([realm, ...drawn.toSorted()]).toEqual([realm, ...folders.map(({ name }) => name).toSorted()])
    }
  })

  test('names every folder of the verifier, the extension and what they share', async () => {
    const unnamed: string[] = []
    for (const realm of ['server', 'extension', 'shared', 'tests'])
      for (const entry of await readdir(join(root, realm), { withFileTypes: true })) {
        if (!entry.isDirectory()) continue
        const path = `${realm}/${entry.name}`
        const isNamed =
          [...named].some((name) => name === path || name.startsWith(`${path}/`)) ||
          new RegExp(`\\b${entry.name}\\b`).test(rowOf(text, realm))
        if (!isNamed) unnamed.push(path)
      }
    expect(unnamed).toEqual([])
  })
})

/** What stands between two ticks. */
function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name))
}

/** The line of the table of realms that is about one. */
function rowOf(text: string, realm: string): string {
  return text.split('\n').find((line) => line.startsWith(`| \`${realm}\` `)) ?? ''
}
