import '../extension/extensionBrowser.ts'
import { expect, test } from 'vitest'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { requestEnrolment } from '../../extension/enrol/requestEnrolment.ts'
import type { FaceOperations } from '../../extension/face/operations.ts'
import type { MatchOperations } from '../../extension/match/operations.ts'
import type { Consent } from '../../extension/storage/accounts/account.ts'
import { anOffer } from '../extension/anOffer.ts'
import { workerHere } from '../extension/workerHere.ts'

/** A verifier says that it trains, and so wants the embeddings themselves. How often they were taken, and what would be sent. */
async function asked(consent: Consent | null, renews: string | undefined) {
  let taken = 0
  const session = {
    offer: anOffer({ training: 'server' }),
    consent,
    screen: createScreen(),
    face: workerHere<FaceOperations>({ takeEmbeddings: () => (taken++, [new Uint8Array(256)]) }),
    match: workerHere<MatchOperations>({}),
  }
  const sent = await requestEnrolment(session, new Uint8Array(1), renews).catch((error: unknown) => error)
  return { taken, sent }
}

test('no embedding is taken for who has not agreed to it just now, also when a face is taken anew', async () => {
  for (const renews of [undefined, 'A'.repeat(22)]) {
    const { taken, sent } = await asked(null, renews)
    expect(taken).toBe(0)
    expect(sent).toBeInstanceOf(TypeError)
  }
})

test('for who has, they are', async () => {
  const consent = { time: 1, version: 'A' }
  const { taken, sent } = await asked(consent, 'A'.repeat(22))
  expect(taken).toBe(1)
  expect(sent).toMatchObject({ training: 'server', consent, embeddings: [new Uint8Array(256)] })
})
