import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { complaintOf } from '../../server/cli/complaintOf.ts'
import { openCommand, saidBy, type CommandLine } from './command.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
let cwd: string
let command: CommandLine

beforeAll(async () => {
  command = await openCommand()
  folder = await mkdtemp(join(tmpdir(), 'zauth-mistakes-'))
  // For a user who is not root, to whom alone permissions mean something.
  await chmod(folder, 0o755)
  cwd = join(folder, 'well')
  await mkdir(cwd)
  expect(await command.zauth({ cwd }, 'init', '--no-website')).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await command.close()
  await rm(folder, { recursive: true })
})

describe('what an operator has mistaken', () => {
  const inASentence = (what: RegExp, code = 2) => ({ code, out: '', err: expect.stringMatching(what) as string })

  it('is one sentence, and never a trace, where a file is a folder, or a folder is a file', async () => {
    const settings = (data: string) => `issuer = "http://localhost:4000"\ndata = "${data}"\n`
    await mkdir(join(folder, 'folder.toml'))
    await writeFile(join(folder, 'file'), '')
    await writeFile(join(folder, 'of-a-file.toml'), settings('file'))
    await writeFile(join(folder, 'in-a-file.toml'), settings('file/data'))
    await mkdir(join(folder, 'odd/keys.json'), { recursive: true })
    await writeFile(join(folder, 'odd.toml'), settings('odd'))
    await mkdir(join(folder, 'odd-clients'))
    await writeFile(join(folder, 'odd-clients.toml'), settings('odd-clients'))
    expect(await command.zauth({ cwd: folder }, 'init', '--config', 'odd-clients.toml')).toMatchObject({ code: 0 })
    await mkdir(join(folder, 'odd-clients/clients.json'))
    const add = ['clients', 'add', '--name', 'Shop', '--redirect', 'https://shop.example/back']
    for (const words of [['serve'], add, ['keys', 'list'], ['accounts', 'find', '--client', 'a', '--user', 'b']]) {
      const zauth = (config: string) => command.zauth({ cwd: folder }, ...words, '--config', config)
      expect(await zauth('folder.toml')).toEqual(inASentence(/^folder\.toml: Expected a file that can be read\n$/))
      expect(await zauth('of-a-file.toml')).toEqual(inASentence(/^data: Expected a folder, and \S+ is none\n$/))
      expect(await zauth('in-a-file.toml')).toEqual(inASentence(/^data: There is no folder [^\n]+\n$/))
      expect(await zauth('odd.toml')).toEqual(inASentence(/^\S+keys\.json: [^\n]+\n$/))
      if (words[0] !== 'keys')
        expect(await zauth('odd-clients.toml')).toEqual(inASentence(/^\S+clients\.json: [^\n]+\n$/))
    }
  }, 60_000)

  it.skipIf(process.getuid?.() !== 0)('is one sentence where this user may read or write nothing', async () => {
    const asNobody = async (...words: string[]) =>
      await saidBy(spawn(process.execPath, [command.entry, ...words], { cwd: folder, uid: 65534, gid: 65534 }))
    await writeFile(join(folder, 'of-root.toml'), 'issuer = "http://localhost:4000"\n', { mode: 0o600 })
    expect(await asNobody('serve', '--config', 'of-root.toml')).toEqual(
      inASentence(/^of-root\.toml: Expected a file that can be read\n$/),
    )
    const config = join(folder, 'readable.toml')
    await writeFile(config, `issuer = "http://localhost:4000"\ndata = "${join(cwd, 'zauth-data')}"\n`)
    for (const words of [['serve'], ['clients', 'list'], ['audit', 'verify']])
      expect(await asNobody(...words, '--config', config)).toEqual(inASentence(/^data: [^\n]+\n$/))
  })

  it('is told apart from what may go well later, and from mistakes of ZAuth’s own', () => {
    const system = Object.assign(new Error('EACCES'), { errno: -13, code: 'EACCES', syscall: 'open', path: '/data/x' })
    expect(complaintOf(system)).toEqual({ text: '/data/x: permission denied (EACCES)', exitCode: 1 })
    const own = complaintOf(new TypeError('Oh'))
    expect(own.text).toMatch(
      /^This is a mistake of ZAuth’s own\. Please report it, with what follows\.\nTypeError: Oh\n/,
    )
    expect(own.exitCode).toBe(1)
  })
})

describe('the program', () => {
  it('says its version, and what its exit codes mean', async () => {
    expect(await command.zauth({ cwd }, '--version')).toEqual({ code: 0, out: `${packageJson.version}\n`, err: '' })
    const { out } = await command.zauth({ cwd }, '--help')
    for (const code of ['0', '1', '2']) expect(out).toMatch(new RegExp(`^  ${code}  \\w`, 'm'))
  })

  it.skipIf(process.platform === 'win32')('ends without a word when nobody reads on', async () => {
    const line = `'${process.execPath}' '${command.entry}' --help | head -n 1; '${process.execPath}' '${command.entry}' accounts --help | true`
    expect((await saidBy(spawn('sh', ['-c', line], { cwd: root }))).err).toBe('')
  })
})

describe('what cannot be taken back', () => {
  const destructive = [
    ['operators', 'remove', 'bea'],
    ['clients', 'remove', '--id', 'shop'],
    ['accounts', 'purge', '--inactive', '9'],
  ]

  it('is done by --yes alone where nobody can be asked', async () => {
    await command.zauth({ cwd }, 'operators', 'add', 'bea')
    for (const words of destructive) {
      const { code, err } = await command.zauth({ cwd }, ...words)
      expect([words, code]).toEqual([words, 2])
      expect(err).toMatch(/^This [^\n]+ say --yes to do it\. Nothing was done\.\n$/)
    }
    expect((await command.zauth({ cwd }, 'operators', 'list')).out).toBe('bea\n')
    expect(await command.zauth({ cwd }, 'operators', 'remove', 'bea', '--yes')).toMatchObject({ code: 0 })
  })

  it.skipIf(process.platform !== 'linux')(
    'is asked for at a terminal, and done at a yes',
    async () => {
      await command.zauth({ cwd }, 'operators', 'add', 'cleo')
      const answering = async (answer: string) => {
        const line = `'${process.execPath}' '${command.entry}' operators remove cleo`
        const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], { cwd })
        let asked = ''
        child.stdout.on('data', (chunk: Buffer) => {
          asked += chunk.toString()
          if (!asked.includes('Do it? (yes or no)')) return
          asked = ''
          child.stdin.write(answer)
        })
        return await saidBy(child)
      }
      for (const no of ['\r', 'no\r', '\u0004']) {
        const { code, out } = await answering(no)
        expect([no, code]).toEqual([no, 2])
        expect(out).toContain('Nothing was done.')
      }
      expect((await command.zauth({ cwd }, 'operators', 'list')).out).toBe('cleo\n')
      expect(await answering('yes\r')).toMatchObject({ code: 0 })
      expect((await command.zauth({ cwd }, 'operators', 'list')).out).toContain('There is no operator')
    },
    60_000,
  )
})
