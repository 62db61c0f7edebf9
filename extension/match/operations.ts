import type { Bytes } from '../../shared/match/bytes.ts'
import { createMatchContext, type MatchContext } from '../../shared/match/context.ts'
import { createKeyPair, type KeyPair } from '../../shared/match/keyPair.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { encryptTemplate } from '../../shared/match/template.ts'

let made: Promise<MatchContext> | undefined

/** SEAL's context is made once and takes half a second: begun as soon as the worker is asked for anything. */
function context(): Promise<MatchContext> {
  made ??= createMatchContext({ locateFile: (file) => new URL(file, self.location.href).href })
  return made
}

/** What the match worker can be asked. Each copy of a secret key that it was given, it wipes. */
export const matchOperations = {
  prepare: async (): Promise<void> => {
    await context()
  },

  createKeys: async (): Promise<KeyPair> => createKeyPair(await context()),

  encryptTemplate: async ({ secretKey, weights }: { secretKey: Bytes; weights: Int32Array }): Promise<Bytes> => {
    try {
      return encryptTemplate(await context(), secretKey, weights)
    } finally {
      secretKey.fill(0)
      weights.fill(0)
    }
  },

  encryptProbe: async ({ secretKey, signs }: { secretKey: Bytes; signs: Int8Array }): Promise<Bytes> => {
    try {
      return encryptProbe(await context(), secretKey, signs)
    } finally {
      secretKey.fill(0)
      signs.fill(0)
    }
  },

  /** To be called only with an answer whose signature was checked. */
  open: async (input: {
    secretKey: Bytes
    answers: readonly [Bytes, Bytes]
    transcript: Bytes
    tag: Bytes
  }): Promise<Bytes | null> => {
    try {
      return await openAnswers(await context(), input.secretKey, input.answers, input.transcript, input.tag)
    } finally {
      input.secretKey.fill(0)
    }
  },
}

export type MatchOperations = typeof matchOperations
