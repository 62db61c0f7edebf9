import { describe, expect, it } from 'vitest'
import { checkConfig, VerifierConfig } from '../../server/config/config.ts'
import { ConfigError } from '../../server/config/configError.ts'

interface Schema {
  readonly type: string
  readonly entries?: Readonly<Record<string, Schema>>
  readonly wrapped?: Schema
  readonly pipe?: readonly Schema[]
  readonly item?: Schema
}

/** The paths of all settings, as far as tables go: `listen.port`, `clients.0.name`. */
function pathsOf(schema: Schema, path: readonly string[] = []): string[][] {
  if (schema.wrapped) return pathsOf(schema.wrapped, path)
  if (schema.entries) return Object.entries(schema.entries).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))
  if (schema.item) return [[...path], ...pathsOf(schema.item, [...path, '0'])]
  const first = schema.pipe?.[0]
  return first && first !== schema && (first.entries ?? first.wrapped ?? first.item)
    ? pathsOf(first, path)
    : [[...path]]
}

const secret = 'planted-secret-planted-secret-planted'
/** Settings that are right, with another value in one place. */
function withValue(path: readonly string[], value: unknown): Record<string, unknown> {
  const site = { id: 'site', secret, name: 'Site', redirectUris: ['https://site.example/'] }
  const settings: Record<string, unknown> = { issuer: 'https://a.example', data: 'd', clients: [site] }
  let table = settings
  path.slice(0, -1).forEach((name, i) => {
    const isList = path[i + 1] === '0'
    const next = table[name] ?? (isList ? [] : {})
    table[name] = next
    table = next as Record<string, unknown>
  })
  table[path.at(-1) ?? ''] = value
  return settings
}

function complaintAbout(settings: object): string {
  try {
    checkConfig(settings, 'zauth.toml')
    return 'accepted'
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

describe('each setting', () => {
  const paths = pathsOf(VerifierConfig)

  it('is known to this test, those in tables and of websites, too', () => {
    const names = paths.map((path) => path.join('.'))
    for (const name of ['issuer', 'listen.port', 'limits.challengeSeconds', 'clients.0.redirectUris.0', 'sealWith']) {
      expect(names).toContain(name)
    }
  })

  it('that is of another kind is named by its path in the file, with what is expected, and never with what was there', () => {
    for (const path of paths) {
      for (const value of [Symbol.iterator, { planted: secret }, [[secret]], new Date(0)]) {
        const said = complaintAbout(withValue(path, value))
        const name = path.join('.')
        expect([name, said]).toEqual([
          name,
          expect.stringMatching(/^zauth\.toml: [\w.]+(: (Expected |Unknown)| is missing)/),
        ])
        expect(said).toContain(`zauth.toml: ${path[0] ?? ''}`)
        expect(said).not.toContain(secret)
      }
    }
  })

  it('that does not exist is named, at each depth', () => {
    for (const table of [[], ['listen'], ['limits'], ['retention'], ['clients', '0'], ['clients', '0', 'oidc']]) {
      const path = [...table, 'colour']
      expect(complaintAbout(withValue(path, 1))).toBe(`zauth.toml: ${path.join('.')}: Unknown setting`)
    }
  })
})
