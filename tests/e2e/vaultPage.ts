import browser from 'webextension-polyfill'
import { makeBackup } from '../../extension/backup/makeBackup.ts'
import { notBackedUp } from '../../extension/backup/notBackedUp.ts'
import { restoreBackup } from '../../extension/backup/restoreBackup.ts'
import { isLocked } from '../../extension/lock/isLocked.ts'
import { lock } from '../../extension/lock/lock.ts'
import { lockAfter } from '../../extension/lock/lockAfter.ts'
import { removePassphrase } from '../../extension/lock/removePassphrase.ts'
import { setPassphrase } from '../../extension/lock/setPassphrase.ts'
import { startOver } from '../../extension/lock/startOver.ts'
import { unlock } from '../../extension/lock/unlock.ts'
import { createProofKey } from '../../extension/storage/devices/createProofKey.ts'
import { dropCandidate } from '../../extension/storage/devices/dropCandidate.ts'
import { keepDevice } from '../../extension/storage/devices/keepDevice.ts'
import { listAccounts } from '../../extension/storage/accounts/listAccounts.ts'
import { openCandidate } from '../../extension/storage/devices/openCandidate.ts'
import { openDevice } from '../../extension/storage/devices/openDevice.ts'
import { openKeyStore } from '../../extension/storage/openKeyStore.ts'
import { stageDevice } from '../../extension/storage/devices/stageDevice.ts'
import { sweepKeys } from '../../extension/storage/devices/sweepKeys.ts'
import type { Device } from '../../extension/storage/devices/device.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { fromBase64url, sha256, toBase64url } from '../../shared/protocol/encoding.ts'
import version1 from '../fixtures/extensionVersion1.json' with { type: 'json' }
import { steal } from './steal.ts'
import { dumpStorage, loadStorage, type StorageDump } from './storageDump.ts'
import { useEverything } from './useEverything.ts'
import { writeVersion1 } from './writeVersion1.ts'

/** Runs in a page of the extension: what the extension itself calls, in a real browser with its real storage. */

const named = (account: string) => ({ issuer: 'https://verifier.example', clientId: 'shop', account })

/** As long as SEAL's. */
const keyLength = 262_230

async function createDevice(account: string, device: string, length = keyLength): Promise<Device> {
  const secretKey = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(secretKey.subarray(at, at + 65_536))
  const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'first', alg: 'ES256', use: 'sig' } as const
  return {
    account: {
      ...named(account),
      relyingParty: 'Shop',
      device,
      keyAndTemplate: 'B'.repeat(43),
      jwks: { keys: [key] },
    },
    ...(await createProofKey()),
    secretKey,
  }
}

/** A device so that two can be told apart: fingerprints of its keys. */
async function printOf({ account, secretKey, signing }: Device) {
  const message = new TextEncoder().encode('message')
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(ecdsa, signing.privateKey, message)
  return {
    device: account.device,
    secretKey: toBase64url(await sha256(secretKey)),
    publicKey: toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', signing.publicKey))),
    proves: await crypto.subtle.verify(ecdsa, signing.publicKey, signature, message),
  }
}

/** The error's code in the place of a failure. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'fine'
  } catch (error) {
    return error instanceof ZAuthError
      ? `${error.code}${error.retryAfter === undefined ? '' : ` ${error.retryAfter}`}`
      : String(error)
  }
}

const vault = {
  stage: async (account: string, device: string, consent = false, length = keyLength) => {
    const made = await createDevice(account, device, length)
    await stageDevice(made, `ticket of ${device}`, consent ? { time: 1_790_000_000_000, version: 'v' } : null)
    return await printOf(made)
  },
  keep: (account: string, device: string) => createDevice(account, device).then((made) => keepDevice(made.account)),
  drop: (account: string, device: string) => createDevice(account, device).then((made) => dropCandidate(made.account)),
  open: async (account: string) => await printOf(await openDevice(named(account))),
  openCandidate: async (account: string, ticket = '') => {
    const candidate = await openCandidate(named(account), ticket)
    return candidate && (await printOf(candidate))
  },
  accounts: listAccounts,
  sweep: sweepKeys,
  keyNames: async () => {
    const store = await openKeyStore()
    const names = await store.getAllKeys('keys')
    store.close()
    return names
  },
  /** What a page sees of an entry: a secret key could not be read from it. */
  sealed: async (account: string) => {
    const store = await openKeyStore()
    const all = await store.getAll('keys')
    store.close()
    const mine = all.find((keys) => 'account' in keys && keys.account.account === account)
    return mine && 'sealed' in mine ? toBase64url(mine.sealed.subarray(0, 64)) : null
  },
  /** Spoils every sealed key. */
  damage: async () => {
    const store = await openKeyStore()
    for (const name of await store.getAllKeys('keys')) {
      const keys = await store.get('keys', name)
      if (keys && 'sealed' in keys)
        await store.put('keys', { ...keys, sealed: keys.sealed.map((byte) => byte ^ 1) }, name)
    }
    store.close()
  },
  isLocked,
  lock,
  unlock,
  setPassphrase,
  removePassphrase,
  lockAfter: (minutes: 5 | 15 | 'never') => lockAfter(minutes),
  startOver,
  makeBackup: async (passphrase: string) => toBase64url(await makeBackup(passphrase)),
  notBackedUp: async () => (await notBackedUp()).map(({ account }) => account),
  restore: (file: string, passphrase: string) => restoreBackup(fromBase64url(file), passphrase),
  local: () => browser.storage.local.get(),
  setLocal: (items: Record<string, unknown>) => browser.storage.local.set(items),
  removeLocal: (key: string) => browser.storage.local.remove(key),
  /** As if the vault key had not been used for so many minutes. */
  age: async (minutes: number) => {
    const { unlocked } = await browser.storage.session.get('unlocked')
    const { usedAt } = unlocked as { usedAt: number }
    await browser.storage.session.set({ unlocked: { ...(unlocked as object), usedAt: usedAt - 60_000 * minutes } })
  },
  /** As if the computer had slept for so many minutes, in which no alarm rang. */
  sleep: async (minutes: number) => {
    const { awake } = await browser.storage.session.get('awake')
    await browser.storage.session.set({ awake: (awake as number) - 60_000 * minutes })
  },
  /** Every how many minutes the service worker wants to be woken, to note that the computer is awake. */
  heartbeat: async () => (await browser.alarms.get('awake'))?.periodInMinutes ?? null,
  unlockedKey: async () => {
    const { unlocked } = await browser.storage.session.get('unlocked')
    return unlocked === undefined ? null : (unlocked as { key: string }).key
  },
  /** Resolves when the vault key is gone from the browser session's memory. */
  gone: () =>
    new Promise<void>((resolve) => {
      browser.storage.session.onChanged.addListener(({ unlocked }) => {
        if (unlocked && unlocked.newValue === undefined) resolve()
      })
    }),
  steal: () => steal(keyLength),
  useEverything,
  dump: dumpStorage,
  /** While it writes, the service worker, which may just start, neither upgrades half of it nor opens the store as it is today. */
  load: (dump: StorageDump) =>
    navigator.locks.request('upgrade', () => navigator.locks.request('keys', () => loadStorage(dump))),
  /** As if the browser had ended in the middle of the upgrade: the keys are of today, everything else as version 1 left it. */
  halfUpgraded: async () => {
    await browser.storage.local.clear()
    await browser.storage.local.set(version1)
  },
  /** While it writes, the service worker, which may just start, neither upgrades half of it nor opens the store as it is today. */
  writeVersion1: (length: number) =>
    navigator.locks.request('upgrade', () => navigator.locks.request('keys', () => writeVersion1(length))),
  clear: async () => {
    await browser.storage.local.clear()
    await browser.storage.session.clear()
    const store = await openKeyStore()
    await store.clear('keys')
    await store.clear('vault')
    store.close()
  },
}
export type VaultPage = {
  [Name in keyof typeof vault]: (...given: Parameters<(typeof vault)[Name]>) => ReturnType<(typeof vault)[Name]>
}

Object.assign(globalThis, { vault, codeOf })
