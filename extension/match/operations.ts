import type { Bytes } from '../../shared/match/bytes.ts'
import { createMatchContext, type MatchContext } from '../../shared/match/context.ts'
import { finishProbe } from '../../shared/match/finishProbe.ts'
import { createKeyPair, type KeyPair } from '../../shared/match/keyPair.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { prepareProbe } from '../../shared/match/prepareProbe.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import type { Offer } from '../../shared/protocol/offer.ts'

let made: Promise<MatchContext> | undefined
/** Made before it is asked for; nobody's yet. */
let early: KeyPair | undefined
let held: HeldKey | undefined

/** A secret key, for as long as one try of a sign-in lasts. */
interface HeldKey {
  readonly secretKey: Bytes
  /** All of the next probe that its signs do not decide; null while there is none. */
  prepared: Bytes | null
}

/** SEAL's context is made once and takes a third of a second: begun as soon as the worker is asked for anything, and anew where that failed. */
function context(): Promise<MatchContext> {
  made ??= createMatchContext({ locateFile: (file) => new URL(file, self.location.href).href }).catch(
    (error: unknown) => {
      made = undefined
      throw error
    },
  )
  return made
}

function wipe(): void {
  held?.secretKey.fill(0)
  held?.prepared?.fill(0)
  held = undefined
}

/** Holds a key in the place of the one before, whatever comes of what is prepared with it: `forget` finds it. */
async function hold(secretKey: Bytes): Promise<void> {
  wipe()
  const key = (held = { secretKey, prepared: null })
  await prepareNext(key)
}

async function prepareNext(key: HeldKey): Promise<void> {
  const seal = await context()
  // The key may have been forgotten meanwhile.
  if (key === held) key.prepared ??= prepareProbe(seal, key.secretKey)
}

function heldKey(): HeldKey {
  if (!held) throw new TypeError('Unexpected operation without a key')
  return held
}

/** What the match worker can be asked. What an operation needs and the person's face does not decide is made before it is asked. */
export const matchOperations = {
  /** Makes what a sign-in will need, while the camera opens. */
  prepare: async ({ purpose }: Pick<Offer, 'purpose'>): Promise<void> => {
    const seal = await context()
    if (purpose === 'enrol') early ??= createKeyPair(seal)
  },

  /** Keeps a device's secret key at hand for what follows, and makes what the next probe needs. */
  hold: async ({ secretKey }: { secretKey: Bytes }): Promise<void> => {
    await hold(secretKey)
  },

  /** A key pair for a new device, held as by `hold`. */
  createKeys: async (): Promise<KeyPair> => {
    const seal = await context()
    const { secretKey, publicKey } = early ?? createKeyPair(seal)
    early = undefined
    await hold(secretKey)
    // Given away with the answer; the one that is held stays.
    return { secretKey: secretKey.slice(), publicKey }
  },

  encryptTemplate: async ({ weights }: { weights: Int32Array }): Promise<Bytes> => {
    try {
      const { secretKey } = heldKey()
      return encryptTemplate(await context(), secretKey, weights)
    } finally {
      weights.fill(0)
    }
  },

  encryptProbe: async ({ signs }: { signs: Int8Array }): Promise<Bytes> => {
    try {
      const key = heldKey()
      const seal = await context()
      const prepared = key.prepared ?? prepareProbe(seal, key.secretKey)
      key.prepared = null
      return finishProbe(seal, prepared, signs)
    } finally {
      signs.fill(0)
    }
  },

  /** To be called only with an answer whose signature was checked. */
  open: async (input: { answers: readonly [Bytes, Bytes]; transcript: Bytes; tag: Bytes }): Promise<Bytes | null> => {
    const key = heldKey()
    const token = await openAnswers(await context(), key.secretKey, input.answers, input.transcript, input.tag)
    if (!token) await prepareNext(key)
    return token
  },

  /** Forgets the key. */
  forget: (): void => {
    wipe()
  },
}

export type MatchOperations = typeof matchOperations
