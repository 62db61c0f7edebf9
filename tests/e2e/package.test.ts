import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { buildTypes } from '../../tools/buildTypes.ts'
import { dist } from '../../tools/dist.ts'
import { freePort } from '../../tools/freePort.ts'
import { codeIn } from '../interop/codeIn.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')

describe('the package, in a program of somebody else', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zauth-package-'))
    const modules = join(folder, 'node_modules')
    await buildTypes(join(dist, 'types'))
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root })
    await run('tar', ['-xzf', `zauth-${packageJson.version}.tgz`], { cwd: folder })
    await mkdir(join(modules, '@types'), { recursive: true })
    await symlink(join(folder, 'package'), join(modules, 'zauth'))
    // What npm would install beside it, and what the program has by itself.
    const own = ['express', '@types/express', '@types/node']
    for (const name of [...Object.keys(packageJson.dependencies), ...own]) await link(name, modules)
    // Node looks for packages from where a file really is.
    await symlink(modules, join(folder, 'package', 'node_modules'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function link(name: string, modules: string): Promise<void> {
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(modules, name))
  }

  test('holds the verifier, the element, the types and the documents, and nothing of the sources or the tests', async () => {
    const { stdout } = await run('tar', ['-tzf', join(folder, `zauth-${packageJson.version}.tgz`)])
    const files = stdout.split('\n').map((file) => file.replace(/^package\//, ''))
    for (const needed of [
      'dist/server/index.js',
      'dist/server/worker.js',
      'dist/server/zauth.js',
      'dist/server/negatives.bin',
      'dist/server/page/verify.js',
      'dist/types/server/index.d.ts',
    ]) {
      expect(files).toContain(needed)
    }
    expect(
      files.filter(
        (file) =>
          !/^((dist\/(server|types)|docs|deploy)\/.*|package\.json|(README|CHANGELOG|PRIVACY|SECURITY)\.md|LICENSE.*|)$/.test(
            file,
          ),
      ),
    ).toEqual([])
  })

  test('takes at most 870 kB to be fetched', async () => {
    expect((await stat(join(folder, `zauth-${packageJson.version}.tgz`))).size).toBeLessThanOrEqual(870_000)
  })

  test('brings along what the verifier loads, and nothing that only the extension needs', async () => {
    const server = join(folder, 'package', 'dist', 'server')
    const scripts = (await readdir(server)).filter((file) => file.endsWith('.js'))
    const types = join(folder, 'package', 'dist', 'types')
    const declarations = (await readdir(types, { recursive: true })).filter((file) => file.endsWith('.d.ts'))
    const files = [...scripts.map((file) => join(server, file)), ...declarations.map((file) => join(types, file))]
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    const specifier = /\b(?:from|import)\s*\(?["']((?:@[a-z\d-]+\/)?[a-z\d-]+)(?:\/[\w.-]+)*["']/g
    const imported = new Set(texts.flatMap((text) => [...text.matchAll(specifier)].map(([, name = '']) => name)))
    const brought = Object.keys(packageJson.dependencies)
    // What another of them expects beside it is loaded by that one.
    const manifests = await Promise.all(
      brought.map((name) => readFile(join(root, 'node_modules', name, 'package.json'), 'utf8')),
    )
    const expected = manifests.flatMap((text) =>
      Object.keys((JSON.parse(text) as { peerDependencies?: object }).peerDependencies ?? {}),
    )
    const isLoaded = (name: string) => imported.has(name.replace(/^@types\//, '')) || expected.includes(name)
    expect(brought.filter((name) => !isLoaded(name))).toEqual([])
    // The declarations show how to import the package itself.
    expect([...imported].filter((name) => !brought.includes(name))).toEqual(['zauth'])
  })

  describe('has types', () => {
    const head = `import { createVerifier, type VerifierConfigInput } from 'zauth'\nimport express from 'express'\n`
    /** What the compiler has to say of some programs. */
    const mistakesIn = async (programs: Record<string, string>): Promise<string[]> => {
      for (const [name, code] of Object.entries(programs)) await writeFile(join(folder, name), head + code)
      const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
      const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'esnext', '--types', 'node']
      const checks = ['--skipLibCheck', ...Object.keys(programs)]
      const said = await run(process.execPath, [compiler, ...options, ...checks], { cwd: folder }).then(
        () => '',
        (error: unknown) => (error as { stdout: string }).stdout,
      )
      return said.trim().split('\n')
    }

    test('under which a program compiles, and that find a setting which does not exist, or is of another kind', async () => {
      const right = `
        const config: VerifierConfigInput = { issuer: 'https://a.example/face', data: 'data', clients: [] }
        const verifier = await createVerifier(config, { threads: 1 })
        express().use('/face', verifier.handle)
        await verifier.close()`
      const wrong = `
        await createVerifier({ issuer: 7, data: 'data', clients: [] })
        await createVerifier({ isuer: 'https://a.example', data: 'data', clients: [] })`
      const found = await mistakesIn({ 'right.mts': right, 'wrong.mts': wrong })
      expect(found).toHaveLength(2)
      for (const mistake of found) expect(mistake).toMatch(/^wrong\.mts/)
      expect(found[0]).toMatch(/TS2322: Type 'number'/)
      expect(found[1]).toMatch(/TS2561.*'isuer'.*Did you mean to write 'issuer'/)
    })
  })

  describe.each(['koa', 'express', 'node'])('docs/integrate/mount.md has code for %s', (kind) => {
    let code: string
    beforeAll(async () => {
      code = await codeIn('docs/integrate/mount.md', `js ${kind}`)
    })

    test('that serves a verifier, says nothing but its log, and ends when it is told to', async () => {
      const port = await freePort()
      const data = join(folder, `data-${kind}`)
      const pasted = code
        .replaceAll('https://shop.example/face', `http://localhost:${port}/face`)
        .replaceAll('/var/lib/zauth', data)
        .replaceAll('listen(3000)', `listen(${port}, 'localhost')`)
      await writeFile(join(folder, `${kind}.mjs`), pasted)
      const child = spawn(process.execPath, [join(folder, `${kind}.mjs`)], {
        env: { ...process.env, SHOP_SECRET: 'a secret of the shop that is long enough' },
      })
      try {
        let [out, err] = ['', '']
        child.stdout.on('data', (chunk) => (out += String(chunk)))
        child.stderr.on('data', (chunk) => (err += String(chunk)))
        const closed = once(child, 'close')
        const statusOf = async (path: string): Promise<number> =>
          await fetch(`http://localhost:${port}${path}`).then(
            ({ status }) => status,
            () => 0,
          )
        await expect.poll(() => statusOf('/face/.well-known/zauth'), { timeout: 60_000 }).toBe(200)
        expect(await statusOf('/face/assets/verify.js')).toBe(200)
        child.kill('SIGTERM')
        expect(await closed).toEqual([0, null])
        expect(err).toBe('')
        for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
      } finally {
        child.kill('SIGKILL')
      }
    })

    test('in at most ten lines', () => {
      const lines = code.split('\n').filter((line) => !/^(import .*|)$/.test(line))
      expect(lines.length).toBeLessThanOrEqual(10)
    })
  })
})
