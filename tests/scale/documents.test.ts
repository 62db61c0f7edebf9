import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeDocument } from '../../server/documents/changeDocument.ts'
import type { Documents } from '../../server/documents/documents.ts'
import { ensureDocument } from '../../server/documents/ensureDocument.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { freshDatabase } from '../store/freshDatabase.ts'

interface Place {
  /** Opens the documents once more, as another process would. */
  open(): Promise<Documents>
  remove(): Promise<void>
}

/** What `follow` promises, with time for a computer that does other things as well. Milliseconds. */
const noticedWithin = 5000

const kinds = [
  {
    name: 'files',
    async make(): Promise<Place> {
      const data = await mkdtemp(join(tmpdir(), 'zauth-documents-'))
      return { open: () => openDocuments({ data }), remove: () => rm(data, { recursive: true }) }
    },
  },
  {
    name: 'a database',
    async make(): Promise<Place> {
      const fresh = await freshDatabase()
      return { open: () => openDocuments({ data: 'nowhere', database: fresh.url }), remove: () => fresh.drop() }
    },
  },
]

describe.each(kinds)('documents in $name', (kind) => {
  let place: Place
  let opened: Documents[]
  beforeEach(async () => {
    place = await kind.make()
    opened = [await place.open(), await place.open(), await place.open()]
  })
  afterEach(async () => {
    await Promise.all(opened.map((documents) => documents.close()))
    await place.remove()
  })
  const first = (): Documents => opened[0] ?? expect.unreachable()

  it('are not there at first, and are what was written last', async () => {
    expect(await first().read('keys')).toBeNull()
    expect(await first().replace('keys', null, 'one')).toBe(true)
    const seen = await opened[1]?.read('keys')
    expect(seen?.text).toBe('one')
    expect(await first().replace('keys', seen?.version ?? null, 'two “\u0007” 👩‍🦰')).toBe(true)
    expect((await opened[2]?.read('keys'))?.text).toBe('two “\u0007” 👩‍🦰')
    expect(await first().read('clients')).toBeNull()
  })

  it('are changed only by who has seen what they say', async () => {
    expect(await first().replace('clients', null, 'one')).toBe(true)
    const seen = await first().read('clients')
    expect(await first().replace('clients', null, 'unseen')).toBe(false)
    expect(await first().replace('clients', seen?.version ?? null, 'two')).toBe(true)
    expect(await first().replace('clients', seen?.version ?? null, 'too late')).toBe(false)
    expect((await first().read('clients'))?.text).toBe('two')
  })

  it('are made once, however many find none at the same moment, and all take the same', async () => {
    let made = 0
    const found = await Promise.allSettled(
      opened.map((documents) => ensureDocument(documents, 'keys', () => Promise.resolve(`number ${++made}`))),
    )
    const texts = found.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.text] : []))
    // Whoever has files is alone: of two that write them at the same time one may hear that another does.
    if (kind.name === 'a database') expect(texts).toHaveLength(3)
    expect(new Set(texts)).toEqual(new Set([(await first().read('keys'))?.text]))
  })

  it('lose no change of many that come at the same time', async () => {
    const add = (documents: Documents) =>
      changeDocument(documents, 'clients', (seen) => `${seen?.text ?? ''}x`).then(
        () => 1,
        () => 0,
      )
    const outcomes = await Promise.all(opened.flatMap((documents) => [add(documents), add(documents)]))
    const done = outcomes.reduce<number>((sum, one) => sum + one, 0)
    if (kind.name === 'a database') expect(done).toBe(6)
    expect((await first().read('clients'))?.text ?? '').toHaveLength(done)
  })

  it('are noticed by who follows them, within the time that is promised', async () => {
    const [writer, follower] = [first(), opened[1] ?? expect.unreachable()]
    const current = await follower.follow('entra')
    expect(current()).toBeNull()
    for (const text of ['one', 'two']) {
      await changeDocument(writer, 'entra', () => text)
      await expect.poll(() => current()?.text, { timeout: noticedWithin, interval: 20 }).toBe(text)
    }
  })
})

it('a document in a file is its owner’s alone', async () => {
  const data = await mkdtemp(join(tmpdir(), 'zauth-documents-'))
  const documents = await openDocuments({ data })
  await documents.replace('keys', null, 'secret')
  expect((await stat(join(data, 'keys.json'))).mode & 0o777).toBe(0o600)
  await rm(data, { recursive: true })
})
