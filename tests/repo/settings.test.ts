import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'smol-toml'
import { VerifierConfig } from '../../server/config/config.ts'
import { loadConfig } from '../../server/config/loadConfig.ts'
import { settingVariables } from '../../server/config/settingVariables.ts'
import { sampleSettings } from '../released/sampleSettings.ts'
import { settingsOf } from './settingsOf.ts'

const text = await readFile(join(import.meta.dirname, '../../docs/settings.md'), 'utf8')
const rows = [...text.matchAll(/^\| `([\w.<>]+)` \| (.*?) \|/gm)].map(
  ([, name = '', value = '']) => [name, value] as const,
)
const documented = rows.filter(([name]) => !name.startsWith('ZAUTH_'))
const variables = rows.filter(([name]) => name.startsWith('ZAUTH_'))

/** As the table says it. */
function usualOf(usual: unknown): string {
  if (usual === undefined) return 'has to be given'
  if (usual === null) return 'none'
  return `\`${typeof usual === 'number' && usual < 1 ? usual.toExponential() : JSON.stringify(usual)}\``
}

test('docs/settings.md has every setting, each with what it usually is, and no other', () => {
  const settings = settingsOf(VerifierConfig).map(({ path, usual }) => [path, usualOf(usual)])
  expect(settings.length).toBeGreaterThan(30)
  expect(documented).toEqual(settings)
})

/** Other values than those of the sample, as a variable says them. */
const others: Readonly<Record<string, string>> = {
  issuer: 'https://other.example',
  name: 'Another name',
  data: '/another/folder',
  database: 'postgresql://other.example/zauth',
  sealWith: '/another/key',
  training: 'device',
  falseMatchRate: '0.00005',
  liveness: 'off',
  extensionUrl: 'https://other.example/extension',
  'listen.host': 'localhost',
  'listen.port': '4444',
  'clients.secret': 'another secret of the website, long enough',
}

test('docs/settings.md has every environment variable, and each sets what it says', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zauth-settings-'))
  try {
    const file = join(folder, 'zauth.toml')
    await writeFile(file, stringify(sampleSettings(folder)))
    expect(variables).toHaveLength(Object.keys(others).length)
    for (const [name, said] of variables) {
      const [, path = ''] = /`([\w.]+)`/.exec(said) ?? []
      const value = others[path] ?? ''
      const { clients, ...rest } = await loadConfig(file, { [name.replace('<ID>', 'SHOP')]: value })
      const found = path.split('.').reduce<unknown>(partOf, { ...rest, clients: clients[0] })
      expect(String(found), name).toBe(Number(value) ? String(Number(value)) : value)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

const partOf = (value: unknown, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name]

test('docs/settings.md has every variable that the program knows, each with its setting', () => {
  const named = variables
    .filter(([name]) => !name.includes('<'))
    .map(([name, said]) => [name, said.replaceAll('`', '')])
  expect(named).toEqual(Object.entries(settingVariables))
})
