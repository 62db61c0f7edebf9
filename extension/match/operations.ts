import type { Bytes } from '../../shared/match/bytes.ts'
import { createMatchContext, type MatchContext } from '../../shared/match/context.ts'
import { finishProbe } from '../../shared/match/finishProbe.ts'
import { createKeyPair, type KeyPair } from '../../shared/match/keyPair.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { prepareProbe } from '../../shared/match/prepareProbe.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import type { Offer } from '../../shared/protocol/offer.ts'

let made: Promise<MatchContext> | undefined
let early: Promise<KeyPair> | undefined
let held: Promise<HeldKey> | undefined

/** A secret key, for as long as one try of a sign-in lasts. */
interface HeldKey {
  readonly secretKey: Bytes
  /** All of the next probe that its signs do not decide; null while there is none. */
  prepared: Bytes | null
}

/** SEAL's context is made once and takes a third of a second: begun as soon as the worker is asked for anything. */
function context(): Promise<MatchContext> {
  made ??= createMatchContext({ locateFile: (file) => new URL(file, self.location.href).href })
  return made
}

async function wipe(key: Promise<HeldKey> | undefined): Promise<void> {
  const wiped = await key?.catch(() => undefined)
  wiped?.secretKey.fill(0)
  wiped?.prepared?.fill(0)
}

/** @param earlier what it takes the place of */
async function hold(secretKey: Bytes, earlier: Promise<HeldKey> | undefined): Promise<HeldKey> {
  await wipe(earlier)
  return { secretKey, prepared: prepareProbe(await context(), secretKey) }
}

function heldKey(): Promise<HeldKey> {
  if (!held) throw new TypeError('Unexpected operation without a key')
  return held
}

/** What the match worker can be asked. What an operation needs and the person's face does not decide is made before it is asked. */
export const matchOperations = {
  /** Makes what a sign-in will need, while the camera opens. */
  prepare: async ({ purpose }: Pick<Offer, 'purpose'>): Promise<void> => {
    if (purpose === 'enrol') early ??= context().then(createKeyPair)
    await (early ?? context())
  },

  /** Keeps a device's secret key at hand for what follows, and makes what the next probe needs. */
  hold: async ({ secretKey }: { secretKey: Bytes }): Promise<void> => {
    held = hold(secretKey, held)
    await held
  },

  /** A key pair for a new device, held as by `hold`. */
  createKeys: async (): Promise<KeyPair> => {
    const [pair, earlier] = [early ?? context().then(createKeyPair), held]
    early = undefined
    held = pair.then(({ secretKey }) => hold(secretKey.slice(), earlier))
    await held
    return await pair
  },

  encryptTemplate: async ({ weights }: { weights: Int32Array }): Promise<Bytes> => {
    try {
      return encryptTemplate(await context(), (await heldKey()).secretKey, weights)
    } finally {
      weights.fill(0)
    }
  },

  encryptProbe: async ({ signs }: { signs: Int8Array }): Promise<Bytes> => {
    try {
      const key = await heldKey()
      const prepared = key.prepared ?? prepareProbe(await context(), key.secretKey)
      key.prepared = null
      return finishProbe(await context(), prepared, signs)
    } finally {
      signs.fill(0)
    }
  },

  /** To be called only with an answer whose signature was checked. */
  open: async (input: { answers: readonly [Bytes, Bytes]; transcript: Bytes; tag: Bytes }): Promise<Bytes | null> => {
    const key = await heldKey()
    const token = await openAnswers(await context(), key.secretKey, input.answers, input.transcript, input.tag)
    if (!token) key.prepared ??= prepareProbe(await context(), key.secretKey)
    return token
  },

  /** Forgets the key. */
  forget: async (): Promise<void> => {
    const last = held
    held = undefined
    await wipe(last)
  },
}

export type MatchOperations = typeof matchOperations
