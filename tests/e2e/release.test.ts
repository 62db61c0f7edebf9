import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { dist } from '../../tools/dist.ts'
import { freePort } from '../../tools/freePort.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const { version } = packageJson

describe('npm run release', () => {
  let folder: string
  let first: string

  async function release(out: string, TZ: string): Promise<void> {
    await run(process.execPath, ['tools/release.ts', '--out', out], { cwd: root, env: { ...process.env, TZ } })
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zauth-release-'))
    first = join(folder, 'first')
    await release(first, 'Asia/Tokyo')
  }, 600_000)
  afterAll(() => rm(folder, { recursive: true, maxRetries: 3 }))

  test('gives the extension for both browsers, the verifier, what they are made of, and checksums', async () => {
    const names = (await readdir(first)).toSorted()
    expect(names).toEqual(
      [
        'SHA256SUMS',
        `zauth-${version}-chromium.zip`,
        `zauth-${version}-extension.cdx.json`,
        `zauth-${version}-firefox.zip`,
        `zauth-${version}-verifier.cdx.json`,
        `zauth-${version}.tgz`,
      ].toSorted(),
    )
    const sums = await readFile(join(first, 'SHA256SUMS'), 'utf8')
    const summed = await Promise.all(
      names
        .filter((name) => name !== 'SHA256SUMS')
        .map(
          async (name) =>
            `${createHash('sha256')
              .update(await readFile(join(first, name)))
              .digest('hex')}  ${name}\n`,
        ),
    )
    expect(sums).toBe(summed.join(''))
  })

  test('gives the same bytes a second time, in another part of the world', async () => {
    const second = join(folder, 'second')
    await release(second, 'America/Lima')
    expect(await readFile(join(second, 'SHA256SUMS'), 'utf8')).toBe(await readFile(join(first, 'SHA256SUMS'), 'utf8'))
  }, 600_000)

  test('lists for each what is in it, by version and licence', async () => {
    interface Component {
      readonly name: string
      readonly version: string
      readonly group?: string
      readonly licenses?: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[]
    }
    const partsIn = async (part: string) => {
      const bill = JSON.parse(await readFile(join(first, `zauth-${version}-${part}.cdx.json`), 'utf8')) as {
        metadata: { component: Component }
        components: Component[]
      }
      expect(bill.metadata.component).toMatchObject({ name: 'zauth', version })
      const named = bill.components.map((each) => ({
        ...each,
        name: each.group ? `${each.group}/${each.name}` : each.name,
      }))
      // Its licence stands in a file alone, which tests/repo/licences.test.ts knows.
      const unlicensed = named.filter(({ licenses = [] }) => !licenses.some((one) => one.license?.id ?? one.expression))
      expect(unlicensed.map(({ name }) => name).filter((name) => name !== '@seald-io/binary-search-tree')).toEqual([])
      return named
    }
    const verifier = (await partsIn('verifier')).map(({ name }) => name)
    expect(verifier).toEqual(expect.arrayContaining(Object.keys(packageJson.dependencies)))
    expect(verifier).not.toContain('vitest')
    const extension = (await partsIn('extension')).map((part) => `${part.name} ${part.version}`)
    const notices = await readFile(join(dist, 'chromium', 'licences.txt'), 'utf8')
    const noticed = [...notices.matchAll(/^-{80}\n\n(\S+ \d+\.\d+\.\d+\S*)\n/gm)].map(([, named]) => named)
    expect(extension.length).toBeGreaterThan(10)
    expect(new Set(extension)).toEqual(new Set(noticed))
  })

  test('gives a verifier that starts in an empty folder by two commands', async () => {
    const empty = join(folder, 'empty')
    await mkdir(empty)
    await writeFile(join(empty, 'package.json'), '{ "private": true }\n')
    const npm = async (...words: string[]) => await run('npm', words, { cwd: empty })
    await npm('install', '--no-audit', '--no-fund', join(first, `zauth-${version}.tgz`))
    const port = await freePort()
    const issuer = `http://localhost:${port}`
    // prettier-ignore
    await run('npx', ['--no-install', 'zauth', 'init', '--issuer', issuer, '--port', String(port)], { cwd: empty })
    const serving = spawn('npx', ['--no-install', 'zauth', 'serve'], {
      cwd: empty,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    try {
      for await (const line of createInterface({ input: serving.stdout })) if (line.includes('"msg":"listening"')) break
      const discovery = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as { issuer: string }
      expect(discovery.issuer).toBe(issuer)
    } finally {
      const exited = once(serving, 'exit')
      // npx and what it started.
      process.kill(-(serving.pid ?? 0), 'SIGTERM')
      await exited
    }
  }, 240_000)
})
