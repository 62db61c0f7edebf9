import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../tools/freePort.ts'
import { openCommand, saidBy, type CommandLine, type Served } from './command.ts'

const root = join(import.meta.dirname, '../..')

describe.skipIf(process.platform === 'win32')('docs/operate.md', () => {
  let command: CommandLine
  let folder: string
  let text: string

  beforeAll(async () => {
    command = await openCommand()
    folder = await mkdtemp(join(tmpdir(), 'zauth-document-'))
    text = await readFile(join(root, 'docs/operate.md'), 'utf8')
    await mkdir(join(folder, 'bin'))
    const program = `#!/bin/sh\nexec '${process.execPath}' '${command.entry}' "$@"\n`
    await writeFile(join(folder, 'bin/zauth'), program)
    await chmod(join(folder, 'bin/zauth'), 0o755)
  })
  afterAll(async () => {
    await command.close()
    await rm(folder, { recursive: true })
  })

  /** Its commands, with places and an address of this test. */
  function blocks(issuer: string): { kind: string; code: string }[] {
    return [...text.matchAll(/^```sh ?(\w*)\n(.*?)^```/gms)].map(([, kind = '', code = '']) => ({
      kind,
      code: code
        .replaceAll('https://face.example.com', issuer)
        .replaceAll('/etc/zauth', join(folder, 'etc'))
        .replaceAll('/var/', `${folder}/`),
    }))
  }

  it('has commands that do what it says, one after the other, from an empty machine to one that is backed up and sealed', async () => {
    const issuer = `http://localhost:${await freePort()}`
    await mkdir(join(folder, 'lib'))
    const config = join(folder, 'etc/zauth.toml')
    const place = { cwd: folder }
    let served: Served | null = null
    const done: string[] = []
    for (const { kind, code } of blocks(issuer)) {
      if (kind === 'serve') {
        served = await command.serve(place, ...code.trim().split(' ').slice(2))
        continue
      }
      if (kind === 'stopped') expect(await served?.end('SIGTERM')).toBe(0)
      const path = `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`
      const said = await saidBy(spawn('sh', ['-ec', code], { cwd: folder, env: { ...process.env, PATH: path } }))
      // What is not there on a laptop is told by the doctor, and is no mistake of the document.
      const isDoctor = code.includes('zauth doctor')
      expect([code, said.err, isDoctor || said.code === 0]).toEqual([code, '', true])
      if (isDoctor && kind !== 'stopped') expect(said.out).toMatch(/^ok +settings/m)
      done.push(said.out)
      if (kind === 'stopped') served = await command.serve(place, '--config', config)
    }
    const all = done.join('\n')
    for (const words of ['Made ', 'client_secret', 'is whole', 'Restored 0 accounts', 'Sealed ', ' SIGNS']) {
      expect(all).toContain(words)
    }
    expect(await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()).toMatchObject({ issuer })
    expect(await served?.end('SIGTERM')).toBe(0)
  }, 240_000)
})
