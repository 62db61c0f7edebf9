import { restart } from '../extension/extensionBrowser.ts'
import { beforeEach, expect, test } from 'vitest'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { lastErrors } from '../../extension/diagnostics/lastErrors.ts'
import { renew } from '../../extension/enrol/renew.ts'
import type { FaceOperations } from '../../extension/face/operations.ts'
import type { MatchOperations } from '../../extension/match/operations.ts'
import { createTimings } from '../../extension/signIn/createTimings.ts'
import { noteRenewal } from '../../extension/storage/accounts/noteRenewal.ts'
import { createSigningKey } from '../../extension/verifier/createSigningKey.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { anAccount } from '../extension/anAccount.ts'
import { anOffer } from '../extension/anOffer.ts'
import { workerHere } from '../extension/workerHere.ts'

const account = anAccount()

/** Takes a face anew that the person wants taken anew, until it fails with this. What her screen says in the end, and what a report would. */
async function failWith(reason: Error) {
  const screen = createScreen()
  const session = {
    offer: anOffer(),
    consent: null,
    screen,
    timings: createTimings(),
    face: workerHere<FaceOperations>({}),
    match: workerHere<MatchOperations>({}),
    signal: new AbortController().signal,
    look: () => Promise.resolve(),
    move: () => Promise.resolve(null),
    collect: () => Promise.reject(reason),
  }
  await noteRenewal(account.device, true)
  await renew(session, { account, signing: await createSigningKey(), secretKey: new Uint8Array(8) }, 1)
  return { note: screen.view.note, noted: (await lastErrors()).map(({ code }) => code) }
}

beforeEach(restart)

test('a face that could not be taken anew is no failure of the sign-in, but a report names what went wrong', async () => {
  const kept = 'Your face stays stored as it was. You are going back to the website.'
  expect(await failWith(new TypeError('our own mistake'))).toEqual({ note: kept, noted: ['internal_error'] })
})

test('that the person has changed her mind is nothing to report', async () => {
  expect(await failWith(new ZAuthError('cancelled'))).toMatchObject({ noted: [] })
})
