import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProgram } from '../../server/cli/program.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { makeSealKey } from '../../server/seal/sealKey.ts'
import { mountSmallDisk } from '../faults/fullDisk.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zauth-reads-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** What a command says. */
async function run(...words: string[]): Promise<string> {
  let said = ''
  await createProgram((text) => (said += text)).parseAsync(words, { from: 'user' })
  process.exitCode = undefined
  return said
}

async function settingsFor(data: string, more = ''): Promise<string> {
  const file = join(folder, 'zauth.toml')
  await writeFile(file, `issuer = "http://localhost:4000"\ndata = "${data}"\n${more}`, { mode: 0o600 })
  return file
}

/** What is in a folder, and when something in it was last made, removed or written. */
async function stateOf(data: string): Promise<readonly (readonly [string, number])[]> {
  const names = ['.', ...(await readdir(data))]
  return await Promise.all(names.map(async (name) => [name, (await stat(join(data, name))).mtimeMs] as const))
}

describe('whoever only reads', { timeout: 60_000 }, () => {
  it('changes nothing where a verifier is to be sealed that has never run', async () => {
    const [data, key] = [join(folder, 'data'), join(folder, 'key')]
    await mkdir(data, { mode: 0o700 })
    await makeSealKey(key)
    const settings = await settingsFor(data, `sealWith = "${key}"\n`)
    const before = await stateOf(data)
    expect(await run('doctor', '--config', settings)).toContain('There are none in')
    expect(await run('keys', 'list', '--config', settings).catch(String)).toContain('zauth init')
    expect(await stateOf(data)).toEqual(before)
  })

  it('needs no room on the disk', async (context) => {
    const disk = mountSmallDisk(1)
    if (typeof disk === 'string') return context.skip(disk)
    try {
      const data = join(disk.folder, 'data')
      await mkdir(data, { mode: 0o700 })
      const settings = await settingsFor(data)
      await loadKeys(await openDocuments({ data }))
      await run('clients', 'add', '--config', settings, '--name', 'A site', '--redirect', 'http://localhost:1/back')
      await disk.fill()
      const before = await stateOf(data)
      expect(await run('clients', 'list', '--config', settings)).toContain('A site')
      expect(await run('operators', 'list', '--config', settings)).toContain('no operator')
      expect(await run('keys', 'list', '--config', settings)).toContain('SIGNS')
      expect(await run('audit', 'show', '--config', settings)).toContain('website added')
      expect(await run('audit', 'verify', '--config', settings)).toContain('each as it was written')
      expect(await run('doctor', '--config', settings)).toMatch(/wrong +disk/)
      expect(await stateOf(data)).toEqual(before)
      await expect(run('keys', 'rotate', '--config', settings)).rejects.toThrow(
        /keys\.json cannot be changed: the disk is full/,
      )
    } finally {
      disk.remove()
    }
  })
})
