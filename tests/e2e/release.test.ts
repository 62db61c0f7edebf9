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
    const namesIn = async (part: string) => {
      const bill = JSON.parse(await readFile(join(first, `zauth-${version}-${part}.cdx.json`), 'utf8')) as {
        metadata: { component: { name: string } }
        components: { name: string; version: string; group?: string; licenses?: unknown[] }[]
      }
      expect(bill.metadata.component.name).toBe('zauth')
      for (const { version: of } of bill.components) expect(of).toMatch(/^\d/)
      return bill.components.map(({ name, group }) => (group ? `${group}/${name}` : name))
    }
    const verifier = await namesIn('verifier')
    expect(verifier).toEqual(expect.arrayContaining(['koa', 'oidc-provider', 'node-seal', 'nedb-promises']))
    expect(verifier).not.toContain('vitest')
    const extension = await namesIn('extension')
    expect(extension).toEqual(
      expect.arrayContaining(['node-seal', 'preact', '@tensorflow/tfjs-core', 'age-encryption']),
    )
    expect(extension).not.toContain('koa')
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
