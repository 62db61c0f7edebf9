import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { plan } from '../../extension/face/series/createSeries.ts'
import { agree, outcomeOf } from '../../tools/cameraWindow.ts'
import { claimsOn, refusalOn, signOut } from './sitePage.ts'
import { useStage, type Stage } from './stage.ts'
import { storedIn } from './worker.ts'

describe('a person who enrols', () => {
  const stage = useStage()

  test('sees the pictures before they are used, and takes them again if she likes', async () => {
    const camera = await stage.openCamera('ada')
    await camera.locator('body[data-state=preview]').waitFor()
    const pictures = camera.getByRole('img', { name: /^Picture \d of \d$/ })
    expect(await pictures.count()).toBe(plan.length)
    expect(await pictures.evaluateAll(brightness)).toEqual(plan.map(() => 'a picture'))
    expect(await camera.locator('video').isVisible()).toBe(false)
    const first = await pictures.first().elementHandle()
    await camera.getByRole('button', { name: 'Take again' }).click()
    await camera.locator('body[data-state=enrolling]').waitFor()
    expect(await first.evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(0)
    await camera.locator('body[data-state=preview]').waitFor()
    await camera.getByRole('button', { name: 'Cancel' }).click()
    expect(await refusalOn(stage.page)).toMatchObject({ error: 'access_denied' })
  })

  test('is refused when somebody else takes her place in the middle, and offered to take the pictures again', async () => {
    const camera = await stage.openWindow('ada-grace')
    // Turns of the head that nobody makes are waited for: long enough for both to be seen.
    await agree(camera)
    expect(await outcomeOf(camera)).toEqual({ state: 'failed', error: 'series_inconsistent' })
    await camera.getByText('Only you should be in the pictures.').waitFor()
    await stage.world.webcam.show('ada')
    await camera.getByRole('button', { name: 'Take again' }).click()
    await camera.locator('body:not([data-state=failed])').waitFor()
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
    expect(await claimsOn(stage.page)).toMatchObject({ sub: 'ada' })
    await signOut(stage.page)
  })

  test('leaves no picture and nothing that describes her behind', async () => {
    const camera = await stage.openCamera('grace', 'grace')
    await camera.locator('body[data-state=preview]').waitFor()
    await camera.getByRole('button', { name: 'Use these' }).click()
    await camera.locator('body[data-state=codes]').waitFor()
    // All that is done is done; the window waits for the recovery codes to be kept.
    expect(await camera.locator('canvas').evaluateAll(darkness)).not.toContain(false)
    const stored = await storedIn(stage.browser, 'local')
    // An embedding is 256 bytes, an aligned face 37,632 at least; the sealed keys of a device are the only thing of any size.
    expect(Object.keys(stored).toSorted()).toEqual(expectedKeys(stage, stored))
    expect(await largeIn(camera)).toEqual(['keys sealed', 'keys sealed'])
    await camera.getByRole('button', { name: 'I have kept them' }).click()
    expect(await outcomeOf(camera)).toMatchObject({ state: 'done' })
  })
})

function brightness(canvases: (HTMLElement | SVGElement)[]): string[] {
  return canvases.map((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
    return Array.from(data).some((value, i) => i % 4 !== 3 && value > 60) ? 'a picture' : 'nothing'
  })
}

/** Which of some canvases show nothing. */
function darkness(canvases: (HTMLElement | SVGElement)[]): boolean[] {
  return canvases.map((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    if (width === 0 || height === 0) return true
    const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
    return Array.from(data).every((value) => value === 0)
  })
}

/** Of everything in IndexedDB that is larger than an embedding, where it is. */
async function largeIn(camera: Page): Promise<string[]> {
  return await camera.evaluate(async () => {
    const large: string[] = []
    for (const { name = '', version = 1 } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name, version)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('IndexedDB does not open'))
      })
      for (const store of database.objectStoreNames) {
        const records = await new Promise<Record<string, unknown>[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll() as IDBRequest<
            Record<string, unknown>[]
          >
          request.onsuccess = () => resolve(request.result)
        })
        for (const record of records)
          for (const [field, value] of Object.entries(record))
            if (ArrayBuffer.isView(value) && value.byteLength >= 64) large.push(`${store} ${field}`)
      }
      database.close()
    }
    return large
  })
}

/** What extension storage may hold: accounts, verifiers, what she prefers, which backend, how long it took, the codes of what failed; no value of theirs is longer than a record of words. */
function expectedKeys(stage: Stage, storage: Record<string, unknown>): string[] {
  for (const value of Object.values(storage)) expect(JSON.stringify(value).length).toBeLessThan(2_000)
  const allowed = new RegExp(
    `^(account:.+|allowed:${stage.world.verifier.issuer}|backend|errors|schemaVersion|settings|timings)$`,
  )
  return Object.keys(storage)
    .filter((key) => allowed.test(key))
    .toSorted()
}
