import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { deviceNameOf } from '../../extension/account/deviceNameOf.ts'
import { licences } from '../../extension/options/licences.ts'

describe('a device is called', () => {
  test.each([
    [
      'Chrome, Windows',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    ],
    [
      'Edge, Windows',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    ],
    ['Firefox, macOS', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko/20100101 Firefox/150.0'],
    ['Firefox, Android', 'Mozilla/5.0 (Android 15; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0'],
    [
      'Chrome, ChromeOS',
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    ],
    ['Browser', 'something else'],
  ])('%s until the person names it', (name, userAgent) => {
    expect(deviceNameOf(userAgent)).toBe(name)
  })
})

const root = new URL('../../', import.meta.url)

test('the options page names every library that the extension imports', async () => {
  for (const realm of ['extension', 'shared']) {
    const files = await readdir(new URL(realm, root), { recursive: true })
    for (const file of files.filter((name) => /\.tsx?$/.test(name))) {
      const text = await readFile(new URL(`${realm}/${file}`, root), 'utf8')
      for (const [, library = ''] of text.matchAll(/(?:from|import) '((?:@[^/']+\/)?[^./'][^/']*)[^']*'/g))
        expect(Object.keys(licences), `${realm}/${file}`).toContain(library)
    }
  }
})

test('the options page names each library with the licence that it is installed under', async () => {
  for (const [name, licence] of Object.entries(licences)) {
    const text = await readFile(new URL(`node_modules/${name}/package.json`, root), 'utf8')
    expect(JSON.parse(text), name).toMatchObject({ license: licence })
  }
})
