import '../extension/extensionBrowser.ts'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { createTimings } from '../../extension/signIn/createTimings.ts'
import { signIn, type Studio } from '../../extension/signIn/signIn.ts'
import type { Device } from '../../extension/storage/devices/device.ts'
import { createSigningKey } from '../../extension/verifier/createSigningKey.ts'
import { redeemToken } from '../../extension/verify/redeemToken.ts'
import { anOffer } from '../extension/anOffer.ts'

const secretKey = new Uint8Array(64)
const deviceAt = async (issuer: string): Promise<Device> => ({
  account: {
    issuer,
    clientId: 'shop',
    relyingParty: 'Shop',
    account: 'ada',
    device: 'A'.repeat(22),
    keyAndTemplate: 'B'.repeat(43),
    jwks: { keys: [] },
  },
  signing: await createSigningKey(),
  secretKey,
})
// Where it is kept, IndexedDB, is not in Node.
vi.mock('../../extension/storage/devices/openCandidate.ts', () => ({ openCandidate: () => Promise.resolve(null) }))
vi.mock('../../extension/storage/devices/openDevice.ts', () => ({
  openDevice: () => deviceAt('https://verifier.example'),
}))

afterEach(() => void vi.unstubAllGlobals())

test('when the camera is refused, neither the secret key nor a picture waits for another try', async () => {
  secretKey.fill(7)
  vi.stubGlobal('navigator', {
    locks: navigator.locks,
    mediaDevices: { getUserMedia: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
  })
  const asked: string[] = []
  const worker = {
    call: (...[operation]: [string, ...unknown[]]) => {
      asked.push(operation)
      return Promise.resolve(undefined as never)
    },
    [Symbol.dispose]: () => undefined,
  }
  const studio: Studio = {
    woken: {
      show: () => Promise.resolve(),
      take: () => Promise.resolve(null),
      [Symbol.dispose]: () => undefined,
    },
    offer: anOffer(),
    screen: createScreen(),
    video: {} as HTMLVideoElement,
    face: worker,
    match: worker,
    prepared: () => Promise.resolve(),
    timings: createTimings(),
  }
  await expect(signIn(studio, null, new AbortController().signal)).rejects.toMatchObject({ code: 'camera_refused' })
  expect(secretKey.every((byte) => byte === 0)).toBe(true)
  expect(asked).toEqual(['hold', 'forget', 'forget'])
})

describe('a new device is kept', () => {
  /** Sends a token to a verifier that answers like this, or hangs up. How often the device was kept. */
  async function redeem(answer: { status: number; body: unknown } | null): Promise<number> {
    const server = createServer((request, response) => {
      if (answer === null) request.destroy()
      else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const device = await deviceAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    let kept = 0
    const redemption = {
      challenge: 'C'.repeat(43),
      token: new Uint8Array(9),
      device,
      keep: () => {
        kept++
        return Promise.resolve()
      },
    }
    await redeemToken(redemption, new AbortController().signal).catch(() => undefined)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    return kept
  }

  test('when the verifier takes its first token', async () => {
    expect(await redeem({ status: 200, body: { authenticated: true } })).toBe(1)
  })

  test('not when the verifier refuses it, because another device was faster', async () => {
    expect(await redeem({ status: 404, body: { error: 'device_unknown', message: 'Removed' } })).toBe(0)
    expect(await redeem({ status: 403, body: { error: 'token_wrong', message: 'Wrong' } })).toBe(0)
  })

  test('not yet when the answer was lost: it stays beside the one that is there, and the next sign-in asks', async () => {
    expect(await redeem(null)).toBe(0)
  })
})
