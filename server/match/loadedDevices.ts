import type { Ciphertext } from 'node-seal/throws'
import type { MatchContext } from '../../shared/match/context.ts'
import { loadMaskKey } from '../../shared/match/loadMaskKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'

/** A device's key and template in SEAL's memory; they stay the keeper's. */
export interface LoadedDevice {
  readonly key: Ciphertext
  readonly template: Ciphertext
}

/** What a thread has loaded of the devices that came last: whoever tries again, or signs in elsewhere, is among them. */
export interface LoadedDevices {
  /**
   * @param name the digest of both, so that what is kept is never out of date
   * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
   */
  of(name: string, publicKey: Uint8Array, template: Uint8Array): LoadedDevice
}

/** Each 0.8 MB of SEAL's memory, on each thread. */
const mostKept = 8

export function createLoadedDevices(context: MatchContext): LoadedDevices {
  const kept = new Map<string, LoadedDevice>()

  function makeRoom(): void {
    for (const [name, { key, template }] of kept) {
      if (kept.size < mostKept) break
      kept.delete(name)
      key.delete()
      template.delete()
    }
  }

  return {
    of(name, publicKey, template) {
      const device = kept.get(name) ?? load(context, publicKey, template)
      // The newest stands last.
      kept.delete(name)
      makeRoom()
      kept.set(name, device)
      return device
    },
  }
}

function load(context: MatchContext, publicKey: Uint8Array, template: Uint8Array): LoadedDevice {
  const key = loadMaskKey(context, publicKey)
  try {
    return { key, template: loadTemplate(context, template) }
  } catch (error) {
    key.delete()
    throw error
  }
}
