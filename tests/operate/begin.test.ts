import { mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../server/config/configError.ts'
import { createVerifier } from '../../server/index.ts'
import { requireVerifier } from '../../server/keys/requireVerifier.ts'
import { openStore } from '../../server/store/openStore.ts'
import { freePort } from '../../tools/freePort.ts'
import { openCommand, type CommandLine } from './command.ts'

const isRefused = (what: RegExp) => ({ code: 2, out: '', err: expect.stringMatching(what) as string })

describe('a verifier', () => {
  let folder: string
  let command: CommandLine
  let issuer: string
  let made = 0

  beforeAll(async () => {
    command = await openCommand()
    folder = await mkdtemp(join(tmpdir(), 'zauth-begin-'))
    issuer = `http://localhost:${await freePort()}`
  })
  afterAll(async () => {
    await command.close()
    await rm(folder, { recursive: true })
  })

  /** A folder with settings that somebody has written by hand. */
  async function settled(): Promise<string> {
    const cwd = join(folder, String(made++))
    await mkdir(cwd)
    const { port } = new URL(issuer)
    await writeFile(join(cwd, 'zauth.toml'), `issuer = "${issuer}"\ndata = "data"\n[listen]\nport = ${port}\n`)
    return cwd
  }
  const add = ['clients', 'add', '--name', 'Shop', '--redirect', 'https://shop.example/back'] as const
  const commands = [
    ['serve'],
    [...add],
    ['clients', 'list'],
    ['operators', 'add', 'bea'],
    ['accounts', 'find', '--client', 'shop', '--user', 'ada'],
  ]

  it('is begun by `zauth init` alone, and by no other command where its data are missing', async () => {
    const cwd = await settled()
    const noFolder = isRefused(/^data: There is no folder \S+\/data: "zauth init" makes [^\n]*"zauth restore"[^\n]*\n$/)
    for (const words of commands) expect([words, await command.zauth({ cwd }, ...words)]).toEqual([words, noFolder])
    expect(await readdir(cwd)).toEqual(['zauth.toml'])

    // A disk that is not mounted leaves an empty folder.
    await mkdir(join(cwd, 'data'), { mode: 0o700 })
    const noKeys = isRefused(/^data: There is no file \S+\/data\/keys\.json: "zauth init" makes [^\n]*\n$/)
    for (const words of commands) expect([words, await command.zauth({ cwd }, ...words)]).toEqual([words, noKeys])
    expect(await readdir(join(cwd, 'data'))).toEqual([])

    expect(await command.zauth({ cwd }, 'init')).toEqual({
      code: 0,
      out: `Made the data folder ${join(cwd, 'data')}, with the keys, for the settings in zauth.toml.\n\nNext: zauth serve\n`,
      err: '',
    })
    expect((await stat(join(cwd, 'data/keys.json'))).mode & 0o777).toBe(0o600)
    expect(await command.zauth({ cwd }, 'init')).toEqual(
      isRefused(/^--config: zauth\.toml is there already, and so is the verifier in \S+\/data\n$/),
    )
    await using served = await command.serve({ cwd })
    expect(await served.end('SIGTERM')).toBe(0)
  }, 60_000)

  it('gets no new keys where it had others: not by a command, not by `init`, not when it is mounted', async () => {
    const cwd = await settled()
    const data = join(cwd, 'data')
    expect(await command.zauth({ cwd }, 'init')).toMatchObject({ code: 0 })
    const store = await openStore({ data })
    await store.accounts.insert({ id: 'one', clientId: 'shop', userId: 'ada', devices: [], version: 1 })
    await store.close()
    await rename(join(data, 'keys.json'), join(cwd, 'kept'))
    for (const words of commands)
      expect(await command.zauth({ cwd }, ...words)).toEqual(isRefused(/^data: There is no file \S+keys\.json/))
    expect(await command.zauth({ cwd }, 'init')).toEqual(
      isRefused(/^data: \S+records is of a verifier whose keys\.json is not there\. [^\n]*"zauth restore"[^\n]*\n$/),
    )
    await expect(createVerifier({ issuer, data })).rejects.toThrow(/There are accounts and no keys \(\S+keys\.json\)/)
    expect(await readdir(data)).not.toContain('keys.json')
    await rename(join(cwd, 'kept'), join(data, 'keys.json'))
    expect(await command.zauth({ cwd }, ...add)).toMatchObject({ code: 0 })
  }, 60_000)

  it('is not said to be missing where it cannot be looked at', async () => {
    const loop = join(folder, 'loop')
    await symlink(loop, loop)
    await expect(requireVerifier({ data: loop })).rejects.toEqual(
      new ConfigError(`data: ${loop} cannot be looked at: ELOOP`),
    )
  })

  it('gets new settings for the data that it has, which stay', async () => {
    const cwd = await settled()
    expect(await command.zauth({ cwd }, 'init')).toMatchObject({ code: 0 })
    await rm(join(cwd, 'zauth.toml'))
    const { mtimeMs } = await stat(join(cwd, 'data/keys.json'))
    expect((await command.zauth({ cwd }, 'init', '--data', 'data')).out).toContain(
      `Made zauth.toml and nothing in ${join(cwd, 'data')}, which is that of a verifier already.\n`,
    )
    expect((await stat(join(cwd, 'data/keys.json'))).mtimeMs).toBe(mtimeMs)
  })
})
