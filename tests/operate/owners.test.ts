import { spawn } from 'node:child_process'
import { chown, lchown, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../tools/freePort.ts'
import { openCommand, type CommandLine, type Said } from './command.ts'

/** Nobody's, on every Unix. */
const other = 65534

describe.skipIf(process.getuid?.() !== 0)('what root makes by a command, beside a verifier of another user’s', () => {
  let folder: string
  let command: CommandLine
  const done = (said: Said) => {
    expect(said).toMatchObject({ code: 0, err: '' })
  }

  beforeAll(async () => {
    command = await openCommand()
    folder = await mkdtemp(join(tmpdir(), 'zauth-owners-'))
    await chown(folder, other, other)
  })
  afterAll(async () => {
    await command.close()
    await rm(folder, { recursive: true })
  })

  it('belongs to that user, and stays for its owner alone: it can be served by him', async () => {
    const place = { cwd: folder }
    const issuer = `http://localhost:${await freePort()}`
    done(await command.zauth(place, 'init', '--issuer', issuer, '--no-website'))
    const shop = ['--id', 'shop', '--name', 'Shop', '--redirect', 'https://shop.example/back']
    done(await command.zauth(place, 'clients', 'add', ...shop))
    done(await command.zauth(place, 'operators', 'add', 'bea'))
    done(await command.zauth(place, 'keys', 'rotate'))
    // It opens the records, and makes their files.
    expect(await command.zauth(place, 'accounts', 'find', '--client', 'shop', '--user', 'ada')).toMatchObject({
      code: 2,
    })
    await writeFile(join(folder, 'words'), 'long enough to be no word', { mode: 0o600 })
    await chown(join(folder, 'words'), other, other)
    done(await command.zauth(place, 'backup', '--to', 'backup.age', '--passphrase-file', 'words'))
    done(await command.zauth(place, 'restore', 'backup.age', '--data', 'restored', '--passphrase-file', 'words'))
    done(await command.zauth(place, 'seal', 'key', '--out', 'seal-key'))

    const made = await readdir(folder, { recursive: true })
    for (const name of ['zauth.toml', 'backup.age', 'seal-key', 'restored/restored-zauth.toml'])
      expect(made).toContain(name)
    for (const data of ['zauth-data', 'restored'])
      for (const name of [
        'keys.json',
        'clients.json',
        'operators.json',
        'audit.jsonl',
        'records/accounts.db',
        'devices',
      ])
        expect(made).toContain(join(data, name))
    for (const name of made) {
      const { uid, gid, mode } = await lstat(join(folder, name))
      expect([name, uid, gid]).toEqual([name, other, other])
      expect([name, mode & 0o077]).toEqual([name, 0])
    }

    const served = spawn(process.execPath, [command.entry, 'serve'], { cwd: folder, uid: other, gid: other })
    const ended = new Promise<number | null>((resolve) => served.once('exit', resolve))
    let said = ''
    for (const stream of [served.stdout, served.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await expect.poll(() => said, { timeout: 30_000 }).toContain('"msg":"listening"')
    // Beside one that runs, too.
    done(await command.zauth(place, 'clients', 'rotate', '--id', 'shop'))
    served.kill('SIGTERM')
    expect(await ended).toBe(0)
  }, 120_000)

  it('is nothing that this user has chosen: no link of his is followed, and nothing behind one is given away', async () => {
    const cwd = join(folder, 'attack')
    const data = join(cwd, 'zauth-data')
    await mkdir(cwd)
    await chown(cwd, other, other)
    done(await command.zauth({ cwd }, 'init', '--no-website'))
    const precious = await mkdtemp(join(tmpdir(), 'zauth-precious-'))
    const names = ['keys.json~', 'clients.json~', 'clients.json', 'operators.json~', 'audit.jsonl', 'audit.signed~']
    try {
      for (const name of names) {
        await rm(join(data, name), { force: true })
        await writeFile(join(precious, name), 'root’s', { mode: 0o600 })
        await symlink(join(precious, name), join(data, name))
      }
      // Of root's own making it would be root's, and good.
      await rm(join(data, 'records'), { recursive: true, force: true })
      await symlink(precious, join(data, 'records'))
      await lchown(join(data, 'records'), other, other)
      await command.zauth({ cwd }, 'keys', 'rotate')
      await command.zauth({ cwd }, 'operators', 'add', 'bea')
      await command.zauth({ cwd }, 'clients', 'add', '--name', 'Shop', '--redirect', 'https://shop.example/back')
      const found = await command.zauth({ cwd }, 'accounts', 'find', '--client', 'shop', '--user', 'ada')
      expect(found).toMatchObject({ code: 2, err: expect.stringContaining('another user’s link') as string })
      expect((await readdir(precious)).sort()).toEqual([...names].sort())
      for (const name of names) {
        expect([name, await readFile(join(precious, name), 'utf8')]).toEqual([name, 'root’s'])
        expect([name, (await stat(join(precious, name))).uid]).toEqual([name, 0])
      }
      expect((await stat(precious)).uid).toBe(0)
    } finally {
      await rm(precious, { recursive: true })
    }
  })
})
