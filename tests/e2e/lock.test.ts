import { describe, expect, test } from 'vitest'
import { endWorker } from './endWorker.ts'
import { searchDisk } from './searchDisk.ts'
import { useVaultBrowser } from './vaultBrowser.ts'

const vault = useVaultBrowser()
const [first, second] = ['A'.repeat(22), 'B'.repeat(22)] as const
const passphrase = 'correct horse battery'

/** Touches the browser as a person does, until something has come of it: a worker that is just ending may miss an event. */
async function wakeUntil(happened: Promise<unknown>): Promise<void> {
  let has = false
  const noted = happened.then(() => (has = true))
  const touch = async () => {
    await (await vault.page.context().newPage()).close()
    return has
  }
  await expect.poll(touch, { interval: 500, timeout: 60_000 }).toBe(true)
  await noted
}

describe('behind a passphrase', () => {
  test('no secret key comes out of the whole storage; without one it does, and who has forgotten it starts over', async () => {
    await vault.call('setLocal', { 'allowed:https://verifier.example': true })
    await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    expect(await vault.call('steal')).toBe(1)
    await vault.call('setPassphrase', passphrase)
    // That it is unlocked is known in memory only.
    expect(await vault.call('steal')).toBe(0)
    await vault.call('lock')
    expect(await vault.call('steal')).toBe(0)
    expect(await vault.codeOf('open', 'ada')).toBe('locked')
    expect(await vault.codeOf('stage', 'grace', second)).toBe('locked')
    expect(await vault.codeOf('makeBackup', passphrase)).toBe('locked')

    await vault.call('startOver')
    expect(await vault.call('isLocked')).toBe(false)
    expect(await vault.call('accounts')).toEqual([])
    expect(await vault.call('keyNames')).toEqual([])
    expect(await vault.call('local')).toMatchObject({ 'allowed:https://verifier.example': true })
    const anew = await vault.call('stage', 'ada', second)
    await vault.call('keep', 'ada', second)
    expect(await vault.call('open', 'ada')).toEqual(anew)
  })

  test('keys are locked when the browser starts, by themselves when the person wants it, and at no other time', async () => {
    await vault.call('setPassphrase', passphrase)
    const before = await vault.call('open', 'ada')
    await vault.reopen('crash')
    expect(await vault.call('isLocked')).toBe(true)
    expect(await vault.codeOf('unlock', `${passphrase}.`)).toBe('passphrase_wrong')
    expect(await vault.codeOf('open', 'ada')).toBe('locked')
    await vault.call('unlock', passphrase)
    await vault.call('age', 1000)
    expect(await vault.call('open', 'ada')).toEqual(before)
    await vault.call('lockAfter', 15)
    await vault.call('age', 14)
    // Used again: it counts from now on.
    expect(await vault.call('open', 'ada')).toEqual(before)
    await vault.call('age', 14)
    expect(await vault.call('open', 'ada')).toEqual(before)
    // Nobody asks for the key: the browser is touched, and it is gone.
    const gone = vault.call('gone')
    await vault.call('age', 15)
    await wakeUntil(gone)
    expect(await vault.call('unlockedKey')).toBeNull()
    expect(await vault.codeOf('open', 'ada')).toBe('locked')
  })

  test('the end of the service worker opens and shuts nothing, and the next one locks what is due', async () => {
    await vault.call('clear')
    await vault.call('setPassphrase', passphrase)
    const ada = await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    const end = () => endWorker({ context: vault.page.context() })
    await end()
    expect(await vault.call('open', 'ada')).toEqual(ada)
    await vault.call('lock')
    await end()
    expect(await vault.codeOf('open', 'ada')).toBe('locked')
    await vault.call('unlock', passphrase)
    await vault.call('lockAfter', 5)
    await end()
    const gone = vault.call('gone')
    await vault.call('age', 5)
    await wakeUntil(gone)
  })

  test('keys are locked when the computer has slept, unless she does not want it', async () => {
    await vault.call('clear')
    await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    await vault.call('setPassphrase', passphrase)
    await expect.poll(() => vault.call('heartbeat')).toBe(1)
    await vault.call('sleep', 2)
    expect(await vault.codeOf('open', 'ada')).toBe('fine')
    const gone = vault.call('gone')
    await vault.call('sleep', 3)
    await wakeUntil(gone)
    expect(await vault.codeOf('open', 'ada')).toBe('locked')
    await expect.poll(() => vault.call('heartbeat')).toBeNull()
    await vault.call('unlock', passphrase)
    await vault.call('setLocal', { settings: { lockOnSleep: false } })
    await vault.call('sleep', 1000)
    expect(await vault.codeOf('open', 'ada')).toBe('fine')
  })

  test('another passphrase can be set, or none, by who knows the one that there is', async () => {
    await vault.call('clear')
    const ada = await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    expect(await vault.codeOf('setPassphrase', 'too short')).toBe('passphrase_short')
    await vault.call('setPassphrase', passphrase)
    expect(await vault.codeOf('setPassphrase', 'another passphrase')).toBe('passphrase_wrong')
    expect(await vault.codeOf('removePassphrase', 'a wrong passphrase')).toBe('passphrase_wrong')
    await vault.call('setPassphrase', 'another passphrase', passphrase)
    await vault.call('lock')
    await vault.call('unlock', 'another passphrase')
    expect(await vault.call('open', 'ada')).toEqual(ada)
    await vault.call('removePassphrase', 'another passphrase')
    await vault.call('lock')
    expect(await vault.call('open', 'ada')).toEqual(ada)
  })
})

describe('on the disk', () => {
  test.each([
    ['without a passphrase, the key that seals lies beside what it seals', null, 1],
    ['with a passphrase from the beginning, no 32 bytes in a row open a secret key', passphrase, 0],
  ])('%s', async (_, chosen, expected) => {
    await vault.anew()
    if (chosen !== null) await vault.call('setPassphrase', chosen)
    await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    const sealed = await vault.call('sealed', 'ada')
    await vault.close()
    expect(await searchDisk(vault.profile, sealed ?? '')).toBe(expected)
  })
})
