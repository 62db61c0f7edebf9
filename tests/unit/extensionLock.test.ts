import { fake, repeated, restart } from '../extension/extensionBrowser.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeLock } from '../../extension/lock/closeLock.ts'
import { countTry } from '../../extension/lock/countTry.ts'
import { keyBehind } from '../../extension/lock/keyBehind.ts'
import { lock } from '../../extension/lock/lock.ts'
import { openLock } from '../../extension/lock/openLock.ts'
import { awakeAlarm, stayAwake } from '../../extension/lock/stayAwake.ts'
import { keepUnlocked } from '../../extension/storage/vault/keepUnlocked.ts'
import { readUnlockedKey } from '../../extension/storage/vault/readUnlockedKey.ts'

beforeEach(restart)

const vaultKey = crypto.getRandomValues(new Uint8Array(32))

describe('a vault key behind a passphrase', () => {
  test('comes out by that passphrase alone, however its accents are typed', async () => {
    const closed = await closeLock(vaultKey, 'caf\u00e9 au lait')
    expect(closed.cost.N * closed.cost.r * 128).toBeGreaterThanOrEqual(2 ** 27)
    expect(await openLock(closed, 'cafe\u0301 au lait')).toEqual(vaultKey)
    expect(await openLock(closed, 'cafe au lait')).toBeNull()
    const salt = closed.salt.map((byte, i) => (i === 0 ? byte ^ 1 : byte))
    expect(await openLock({ ...closed, salt }, 'caf\u00e9 au lait')).toBeNull()
  })
})

describe('who guesses a passphrase', () => {
  afterEach(() => vi.useRealTimers())
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
    const closed = await closeLock(vaultKey, 'correct horse battery')
    // On a slow computer the waits would be over before the next guess.
    vi.useFakeTimers({ toFake: ['Date'] })
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => keyBehind(closed, 'wrong')))
    const codes = tries.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'opened'))
    expect(codes).toEqual([
      ...Array.from({ length: 3 }, () => 'passphrase_wrong'),
      ...Array.from({ length: 2 }, () => 'too_many_tries'),
    ])
    fake.storage.local.kept.set('passphraseTries', { count: 3, last: Date.now() - 5_000 })
    expect(await keyBehind(closed, 'correct horse battery')).toEqual(vaultKey)
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

describe('a computer that sleeps while keys are unlocked', () => {
  const minute = 60_000
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000_000_000 })
    await keepUnlocked(vaultKey.slice())
    await stayAwake()
  })
  afterEach(() => vi.useRealTimers())

  /** The computer is awake for so many minutes: alarms ring, as far as any is set. */
  async function live(minutes: number): Promise<void> {
    for (let i = 0; i < minutes; i++) {
      vi.setSystemTime(Date.now() + minute)
      if (repeated.has(awakeAlarm)) await stayAwake()
    }
  }
  const isUnlocked = async (): Promise<boolean> => (await readUnlockedKey()) !== null

  test('finds them locked when it wakes up, by whoever looks first, and they were not before', async () => {
    expect(repeated.get(awakeAlarm)).toBe(1)
    await live(600)
    expect(await isUnlocked()).toBe(true)
    vi.setSystemTime(Date.now() + 3 * minute)
    expect(await isUnlocked()).toBe(false)
    expect(fake.storage.session.kept.has('unlocked')).toBe(false)
    // The alarm finds nothing to watch over, and rings no more.
    await stayAwake()
    expect(repeated.size).toBe(0)
  })

  test('finds them locked as well when the alarm rings first, which must not count as a sign of life', async () => {
    vi.setSystemTime(Date.now() + 3 * minute)
    await stayAwake()
    expect(await isUnlocked()).toBe(false)
  })

  test('that is slow, or whose clock is set back, has not slept', async () => {
    vi.setSystemTime(Date.now() + 2.4 * minute)
    await stayAwake()
    expect(await isUnlocked()).toBe(true)
    vi.setSystemTime(Date.now() - 600 * minute)
    await live(5)
    expect(await isUnlocked()).toBe(true)
  })

  test('leaves them as they are where the person wants it, and the alarm ends with the lock', async () => {
    await fake.storage.local.set({ settings: { lockOnSleep: false } })
    vi.setSystemTime(Date.now() + 600 * minute)
    expect(await isUnlocked()).toBe(true)
    await lock()
    await stayAwake()
    expect(repeated.size).toBe(0)
  })
})
