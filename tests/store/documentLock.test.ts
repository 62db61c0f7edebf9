import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeDocument } from '../../server/documents/changeDocument.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'

let data: string
let lock: string

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'zauth-document-lock-'))
  lock = join(data, 'keys.json.changing')
})
afterEach(() => rm(data, { recursive: true }))

async function change(): Promise<void> {
  const documents = await openDocuments({ data })
  await changeDocument(documents, 'keys', () => 'changed')
  expect((await documents.read('keys'))?.text).toBe('changed')
  expect(await readdir(data)).toEqual(['keys.json'])
}

describe('a document in a file', () => {
  it('can be changed after somebody was killed in the middle of a change', async () => {
    const locking = join(import.meta.dirname, '../../server/files/withFileLock.ts')
    const dying = `
      import { withFileLock } from ${JSON.stringify(locking)}
      await withFileLock(${JSON.stringify(lock)}, () => process.kill(process.pid, 'SIGKILL'))
    `
    await once(spawn(process.execPath, ['--input-type=module', '--eval', dying], { stdio: 'ignore' }), 'exit')
    expect(await readdir(data)).toEqual(['keys.json.changing'])
    const begun = performance.now()
    await change()
    // Where the system does not say who runs, its age does, a little later.
    if (process.platform === 'linux') expect(performance.now() - begun).toBeLessThan(5000)
  })

  it('can be changed over a lock that an earlier version has left', async () => {
    await writeFile(lock, '')
    await utimes(lock, 0, 0)
    await change()
  })
})
