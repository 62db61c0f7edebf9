import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { init } from '../../server/cli/init/init.ts'
import { openAsking } from '../../server/cli/init/openAsking.ts'
import { ConfigError } from '../../server/config/configError.ts'
import { loadConfig } from '../../server/config/loadConfig.ts'
import { freePort } from '../../tools/freePort.ts'
import { openCommand, saidBy, type CommandLine } from './command.ts'

describe('`zauth init`', () => {
  let folder: string
  let command: CommandLine
  let made = 0

  beforeAll(async () => {
    command = await openCommand()
    folder = await mkdtemp(join(tmpdir(), 'zauth-init-'))
  })
  afterAll(async () => {
    await command.close()
    await rm(folder, { recursive: true })
  })

  /** An empty folder, as somebody begins in. */
  async function empty(): Promise<string> {
    const path = join(folder, String(made++))
    await mkdir(path)
    return path
  }

  const fetchJson = async (url: string): Promise<unknown> => await (await fetch(url)).json()

  it('makes in an empty folder what `zauth serve` runs with, asking nothing where nobody sits', async () => {
    const cwd = await empty()
    const issuer = `http://localhost:${await freePort()}`
    expect(await command.zauth({ cwd }, 'init', '--issuer', issuer)).toEqual({
      code: 0,
      out: `Made zauth.toml and the data folder ${join(cwd, 'zauth-data')}, with the keys.\n\nNext: zauth serve\n`,
      err: '',
    })
    expect((await stat(join(cwd, 'zauth.toml'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(cwd, 'zauth-data'))).mode & 0o777).toBe(0o700)
    await using served = await command.serve({ cwd })
    expect(await fetchJson(`${issuer}/.well-known/openid-configuration`)).toMatchObject({ issuer })
    expect(await served.end('SIGTERM')).toBe(0)
  })

  it('takes every setting and a first website by options, and prints what to paste there', async () => {
    const cwd = await empty()
    const said = await command.zauth(
      { cwd },
      ...['init', '--config', 'own.toml', '--issuer', 'https://face.example', '--name', 'A "face"', '--data', 'kept'],
      ...['--host', '::1', '--port', '4443', '--website', 'Shop', '--redirect', 'https://shop.example/back'],
      ...['--enrolment', 'ticket'],
    )
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toContain('https://face.example/.well-known/openid-configuration')
    expect(said.out).toMatch(/client_secret +\S{32}/)
    expect(said.out).toMatch(/\nNext: zauth serve --config own\.toml\n$/)
    expect(await loadConfig(join(cwd, 'own.toml'), {})).toMatchObject({
      issuer: 'https://face.example',
      name: 'A "face"',
      data: join(cwd, 'kept'),
      listen: { host: '::1', port: 4443 },
    })
    expect(JSON.parse(await readFile(join(cwd, 'kept/clients.json'), 'utf8'))).toMatchObject([
      { name: 'Shop', enrolment: 'ticket' },
    ])
  })

  it('leaves a file alone that is there', async () => {
    const cwd = await empty()
    await writeFile(join(cwd, 'zauth.toml'), 'mine')
    expect(await command.zauth({ cwd }, 'init', '--name', 'Other')).toEqual({
      code: 2,
      out: '',
      err: '--config: zauth.toml is there already, and is left as it is\n',
    })
    expect(await command.zauth({ cwd }, 'init')).toMatchObject({ code: 2, out: '' })
    expect(await readFile(join(cwd, 'zauth.toml'), 'utf8')).toBe('mine')
    expect(await readdir(cwd)).toEqual(['zauth.toml'])
  })

  it('leaves nothing behind when something that was said cannot be used, and says what', async () => {
    const cwd = await empty()
    const config = join(cwd, 'zauth.toml')
    const shop = { website: 'Shop', redirect: 'https://shop.example/' }
    for (const [said, complaint] of [
      [{ issuer: 'http://face.example' }, 'init: issuer: Expected an https address, or http on localhost'],
      [{ issuer: 'nonsense' }, 'init: issuer: Expected'],
      [{ port: 70_000 }, 'init: listen.port: Expected a whole number from 1 to 65535'],
      [{ database: 'mysql://here' }, 'init: database: Expected an address such as postgresql://'],
      [{ data: '/proc/nope' }, 'data: The folder /proc/nope cannot be made'],
      [{ ...shop, redirect: 'http://shop.example/' }, 'redirectUris.0: Expected an https address'],
      [{ ...shop, enrolment: 'all' }, 'enrolment: Expected "open"'],
      [{ redirect: shop.redirect }, '--website: Expected the name'],
      [{ website: 'Shop' }, '--redirect: Expected the address'],
      [{ config: join(cwd, 'nowhere/zauth.toml') }, 'cannot be made (ENOENT)'],
    ] as const) {
      const complained = await init(
        { config, data: join(cwd, 'data'), ...said },
        openAsking(false),
        () => undefined,
      ).then(
        () => 'accepted',
        (error: unknown) => (error instanceof ConfigError ? error.message : error),
      )
      expect(complained).toContain(complaint)
      expect([said, await readdir(cwd)]).toEqual([said, []])
    }
    await mkdir(join(cwd, 'data'), { mode: 0o700 })
    await writeFile(join(cwd, 'data/note'), 'mine')
    const bad = { config, data: join(cwd, 'data'), ...shop, enrolment: 'all' }
    await expect(init(bad, openAsking(false), () => undefined)).rejects.toThrow('enrolment')
    expect(await readdir(cwd, { recursive: true })).toEqual(['data', 'data/note'])
    await rm(join(cwd, 'data'), { recursive: true })
    expect(await command.zauth({ cwd }, 'init', '--port', 'many')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Expected a whole number') as string,
    })
  })

  describe.skipIf(process.platform !== 'linux')('at a terminal', () => {
    /** Runs it behind a real pseudo terminal, and types each answer when its question stands there. */
    async function typing(cwd: string, answers: readonly (readonly [question: string, answer: string])[], more = '') {
      const line = `'${process.execPath}' '${command.entry}' init ${more}`
      const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], { cwd })
      const waiting = [...answers]
      let unanswered = ''
      child.stdout.on('data', (chunk: Buffer) => {
        unanswered += chunk.toString()
        const [next] = waiting
        if (next === undefined || !unanswered.includes(next[0])) return
        waiting.shift()
        unanswered = ''
        child.stdin.write(next[1])
      })
      const said = await saidBy(child)
      expect(waiting).toEqual([])
      return said
    }

    it('asks for what no option said, again for what cannot be used, and takes an empty answer for what it offers', async () => {
      const cwd = await empty()
      const said = await typing(
        cwd,
        [
          ['The address that browsers see', 'http://face.example\r'],
          ['Expected an https address, or http on localhost', 'https://face.example\r'],
          ['The folder for records', '\r'],
          ['A first website’s name', 'Shop\r'],
          ['The address there', 'https://shop.example/back\r'],
          ['Who may enrol', 'everybody\r'],
          ['Expected open, ticket or closed', '\r'],
        ],
        '--name Door',
      )
      expect(said.code).toBe(0)
      expect(said.out).not.toContain('The name that people see')
      expect(said.out).toContain('client_secret')
      expect(await loadConfig(join(cwd, 'zauth.toml'), {})).toMatchObject({
        issuer: 'https://face.example',
        name: 'Door',
        data: join(cwd, 'zauth-data'),
      })
    })

    it('makes nothing when it is ended in the middle', async () => {
      const cwd = await empty()
      const said = await typing(cwd, [
        ['The address that browsers see', '\r'],
        ['The name that people see', '\u0004'],
      ])
      expect(said.code).toBe(2)
      expect(said.out).toContain('Ended before all was said. Nothing was made')
      expect(await readdir(cwd)).toEqual([])
    })
  })
})
