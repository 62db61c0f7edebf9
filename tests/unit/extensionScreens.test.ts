import { describe, expect, test } from 'vitest'
import { codesFile } from '../../extension/account/codesFile.ts'
import { isOver } from '../../extension/signIn/isOver.ts'
import { reasonOf } from '../../extension/signIn/reasonOf.ts'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { steady } from '../../extension/camera/steady.ts'
import { instructionOf } from '../../extension/camera/instructionOf.ts'
import { consentOf } from '../../extension/camera/words.ts'
import { isDark } from '../../extension/face/isDark.ts'
import { lastUsed, startLabel } from '../../extension/popup/words.ts'
import { verifierPattern } from '../../extension/permission/verifierPattern.ts'
import { marks, named, namedHost } from '../../extension/ui/names.ts'
import { errorCodes, isErrorCode, ZAuthError } from '../../shared/protocol/errors.ts'
import type { Advice } from '../../shared/recognition/perception.ts'
import { AbandonRequest } from '../../shared/protocol/interactionMessages.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { read } from '../../shared/protocol/read.ts'
import { anOffer } from '../extension/anOffer.ts'

const offer = anOffer({ issuer: 'https://verifier.example:8443', expiresAt: 100_000 })

/** A sentence without the marks around its names. */
const plain = (sentence: string): string => sentence.replaceAll(new RegExp(`[${marks.open}${marks.close}]`, 'gu'), '')

describe('after a failure', () => {
  test('what can pass may be tried again, what cannot ends the sign-in', () => {
    for (const code of ['camera_refused', 'no_face', 'verifier_unreachable', 'challenge_expired', 'locked'] as const)
      expect(isOver(new ZAuthError(code), offer, 0)).toBe(false)
    for (const code of ['account_unknown', 'interaction_expired', 'verifier_untrusted', 'device_disabled'] as const)
      expect(isOver(new ZAuthError(code), offer, 0)).toBe(true)
  })

  test('too many tries can be waited for only while the sign-in lasts', () => {
    expect(isOver(new ZAuthError('too_many_tries', undefined, { retryAfter: 30 }), offer, 0)).toBe(false)
    expect(isOver(new ZAuthError('too_many_tries', undefined, { retryAfter: 30 }), offer, 80_000)).toBe(true)
    expect(isOver(new ZAuthError('too_many_tries'), offer, 0)).toBe(true)
  })

  test('a new face that does not match itself can be set up again, another face is refused', () => {
    const failed = new ZAuthError('not_recognised')
    expect(isOver(failed, { ...offer, purpose: 'enrol' }, 0)).toBe(false)
    expect(isOver(failed, offer, 0)).toBe(true)
  })

  test('the relying party is told a reason that the verifier takes, whatever failed', () => {
    for (const code of Object.keys(errorCodes))
      if (isErrorCode(code)) read(AbandonRequest, { ticket: offer.ticket, reason: reasonOf(code) })
    expect(reasonOf('camera_refused')).toBe('camera_refused')
    expect(reasonOf('verifier_unreachable')).toBe('failed')
  })
})

test('advice that lasts for one frame only is not shown', () => {
  const steadyAdvice = steady<Advice>()
  expect(steadyAdvice('no_face', 0)).toBe('no_face')
  expect(steadyAdvice('ok', 100)).toBe('no_face')
  expect(steadyAdvice('closer', 200)).toBe('no_face')
  expect(steadyAdvice('ok', 300)).toBe('no_face')
  expect(steadyAdvice('ok', 620)).toBe('ok')
})

test('a dark picture is told from a bright one', () => {
  const picture = (value: (i: number) => number) => ({
    width: 100,
    height: 100,
    data: Uint8Array.from({ length: 40_000 }, (_, i) => value(i >> 2)),
  })
  expect(isDark(picture(() => 12))).toBe(true)
  expect(isDark(picture(() => 120))).toBe(false)
  // A lit face before a night sky.
  expect(isDark(picture((pixel) => (pixel < 1_500 ? 140 : 5)))).toBe(false)
})

test('the person is told before she agrees when her embeddings will leave the device', () => {
  const told = (training: Offer['training']): string =>
    consentOf({ ...offer, training })
      .flat()
      .join(' ')
  expect(told('server')).toContain('unencrypted')
  expect(told('device')).not.toContain('unencrypted')
  for (const training of ['device', 'server'] as const) {
    expect(told(training)).toContain('verifier.example:8443')
    expect(told(training)).toContain('Shop')
    // GDPR art. 13(2)(a): for how long.
    expect(told(training)).toContain('kept until you delete it')
  }
})

test('a name is set apart in a sentence, and too long a one does not crowd out the sentence', () => {
  expect(named('Shop')).toBe(`${marks.open}Shop${marks.close}`)
  expect(plain(named('W'.repeat(256)))).toMatch(/^W{39}…$/)
  for (const told of consentOf({
    ...offer,
    relyingParty: { clientId: 'x', name: 'W'.repeat(256), origin: 'https://x.example' },
    account: 'x'.repeat(256),
  }))
    expect(told.join('').length).toBeLessThan(300)
})

test('of too long a host, whose it is stays to be seen', () => {
  const issuer = `https://${'your-bank.example.'.repeat(8)}evil.example:8443`
  expect(plain(namedHost(issuer))).toMatch(/^….*\.evil\.example:8443$/)
  expect(plain(namedHost('https://verifier.example'))).toBe('verifier.example')
})

test('every error has a sentence for the person', () => {
  for (const code of Object.keys(errorCodes))
    if (isErrorCode(code)) {
      const failure = { error: new ZAuthError(code), over: true }
      const view = { ...createScreen().view, phase: 'failed', failure } as const
      expect(instructionOf(view)).toMatch(/^[A-Z].*\.$/)
    }
})

test('a file with recovery codes says whose they are, where they are entered, and has a name that any disk takes', () => {
  const { name, text } = codesFile(
    ['abcd-1234', 'efgh-5678'],
    { account: 'ada', relyingParty: 'Shop', issuer: offer.issuer },
    new Date(Date.UTC(2026, 10, 25)),
  )
  expect(name).toBe('recovery-codes-verifier.example.txt')
  expect(text).toBe(
    [
      'Recovery codes of ada for Shop',
      'Enter one at verifier.example:8443 when your face or this device is not at hand. Each works once.',
      'Made on November 25, 2026.',
      '',
      'abcd-1234',
      'efgh-5678',
      '',
    ].join('\n'),
  )
})

test('the popup names the verifier that it asks to allow, and later the website', () => {
  expect(plain(startLabel({ offer, granted: false, runs: false }))).toBe('Allow ZAuth on verifier.example:8443')
  expect(plain(startLabel({ offer, granted: true, runs: false }))).toBe('Sign in to Shop as ada')
  expect(verifierPattern(offer.issuer)).toBe('https://verifier.example/*')
})

test('the popup says when an account was used', () => {
  const now = new Date(2026, 10, 24, 12).getTime()
  const at = (time: number | null): string => lastUsed({ lastUsed: time }, now)
  expect(at(null)).toBe('Not used yet')
  expect(at(new Date(2026, 10, 24, 1).getTime())).toMatch(/^Used today at /)
  expect(at(new Date(2026, 10, 23, 23).getTime())).toBe('Used yesterday')
  expect(at(new Date(2026, 9, 1).getTime())).toContain('2026')
})
