import { fake, restart } from './extensionBrowser.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { closeLock } from '../../extension/lock/closeLock.ts'
import { countTry } from '../../extension/lock/countTry.ts'
import { keyBehind } from '../../extension/lock/keyBehind.ts'
import { openLock } from '../../extension/lock/openLock.ts'
import { readUnlockedKey } from '../../extension/storage/readUnlockedKey.ts'

beforeEach(restart)

const vaultKey = crypto.getRandomValues(new Uint8Array(32))

describe('a vault key behind a passphrase', () => {
  test('comes out by that passphrase alone, however its accents are typed', async () => {
    const lock = await closeLock(vaultKey, 'caf\u00e9 au lait')
    expect(lock.cost.N * lock.cost.r * 128).toBeGreaterThanOrEqual(2 ** 27)
    expect(await openLock(lock, 'cafe\u0301 au lait')).toEqual(vaultKey)
    expect(await openLock(lock, 'cafe au lait')).toBeNull()
    const salt = lock.salt.map((byte, i) => (i === 0 ? byte ^ 1 : byte))
    expect(await openLock({ ...lock, salt }, 'caf\u00e9 au lait')).toBeNull()
  })
})

describe('who guesses a passphrase', () => {
  const begin = 1_000_000_000_000
  const waitAt = async (time: number): Promise<number> => {
    try {
      await countTry(time)
      return 0
    } catch (error) {
      return (error as { retryAfter: number }).retryAfter
    }
  }

  test('waits twice as long after each wrong one, from the fourth on, five minutes at most', async () => {
    let time = begin
    const waits: number[] = []
    for (let i = 0; i < 12; i++) {
      const wait = await waitAt(time)
      waits.push(wait)
      if (wait === 0) continue
      // A moment earlier it does not open.
      expect(await waitAt(time + 1000 * wait - 1)).toBe(1)
      time += 1000 * wait
      expect(await waitAt(time)).toBe(0)
    }
    expect(waits).toEqual([0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300])
  })

  test('wins nothing by setting the clock back, and the owner does not wait for ever', async () => {
    for (let i = 0; i < 3; i++) expect(await waitAt(begin)).toBe(0)
    expect(await waitAt(begin - 1e9)).toBe(5)
    expect(await waitAt(begin + 1e9)).toBe(0)
  })

  test('is counted before a try is looked at, and forgiven by the right one', async () => {
    const lock = await closeLock(vaultKey, 'correct horse battery')
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => keyBehind(lock, 'wrong')))
    const codes = tries.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'opened'))
    expect(codes).toEqual([
      ...Array.from({ length: 3 }, () => 'passphrase_wrong'),
      ...Array.from({ length: 2 }, () => 'too_many_tries'),
    ])
    fake.storage.local.kept.set('passphraseTries', { count: 3, last: Date.now() - 5_000 })
    expect(await keyBehind(lock, 'correct horse battery')).toEqual(vaultKey)
    expect(fake.storage.local.kept.has('passphraseTries')).toBe(false)
  })
})

test('an unlocked key is forgotten after the time that the person chose, and when the clock was set back', async () => {
  const unlocked = { key: 'A'.repeat(43), usedAt: 1_000_000_000_000 }
  const after = async (minutes: number, lockAfter: number | null): Promise<boolean> => {
    fake.storage.local.kept.set('settings', { lockAfter })
    fake.storage.session.kept.set('unlocked', unlocked)
    const isOpen = (await readUnlockedKey(unlocked.usedAt + 60_000 * minutes)) !== null
    expect(fake.storage.session.kept.has('unlocked')).toBe(isOpen)
    return isOpen
  }
  expect(await after(100_000, null)).toBe(true)
  expect(await after(4.9, 5)).toBe(true)
  expect(await after(5, 5)).toBe(false)
  expect(await after(-1, 5)).toBe(false)
})
