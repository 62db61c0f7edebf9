import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkProbe, checkPublicKey, checkTemplate } from '../../shared/match/checks.ts'
import { ciphertextLayout, seedLayout } from '../../shared/match/layout.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { loadPublicKey } from '../../shared/match/loadPublicKey.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { saved } from '../../shared/match/saved.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { ZAuthError, type ErrorCode } from '../../shared/protocol/errors.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { context, createPerson } from './world.ts'
import { match, prepareFromBytes } from './fromBytes.ts'

const person = createPerson(3)
const probe = encryptProbe(context, person.secretKey, person.look(0.9).signs)
const wholeTemplate = encryptTemplateForOwner(context, person.publicKey, person.weights)
const { seal, evaluator } = context

type Check = (bytes: Uint8Array) => void
const asProbe: Check = (bytes) => checkProbe(context, bytes)
const asTemplate: Check = (bytes) => checkTemplate(context, bytes)
const asPublicKey: Check = (bytes) => checkPublicKey(context, bytes)
const uploads: readonly (readonly [name: string, upload: Uint8Array, check: Check])[] = [
  ['probe', probe, asProbe],
  ['template', person.template, asTemplate],
  ['template by the verifier', wholeTemplate, asTemplate],
  ['public key', person.publicKey, asPublicKey],
]

/** The code that a check refuses with; anything else that is thrown fails the test. */
function refusal(run: () => void): ErrorCode | null {
  try {
    run()
    return null
  } catch (error) {
    if (error instanceof ZAuthError) return error.code
    throw error
  }
}

const changed = (bytes: Uint8Array, at: number, mask: number) => {
  const copy = bytes.slice()
  copy[at] = (copy[at] ?? 0) ^ mask
  return copy
}

describe.each(uploads)('%s', (_, upload, check) => {
  const seedAt = upload === wholeTemplate ? upload.length : upload.length - seedLayout.length

  test('is taken as it is', () => {
    expect(refusal(() => check(upload))).toBeNull()
  })

  test('is refused when it is shorter, longer, or nothing', () => {
    for (const length of [0, 1, 15, 112, 113, upload.length - 1]) {
      expect(refusal(() => check(upload.slice(0, length)))).toBe('malformed_ciphertext')
    }
    const longer = new Uint8Array(upload.length + 1)
    longer.set(upload)
    expect(refusal(() => check(longer))).toBe('malformed_ciphertext')
  })

  test('is refused when any bit of what stands before the coefficients, or before the seed, is another', () => {
    const fixed = [...Array(ciphertextLayout.data).keys()]
    if (seedAt < upload.length) fixed.push(...Array.from({ length: seedLayout.seed }, (__, i) => seedAt + i))
    for (const at of fixed) {
      for (let bit = 1; bit < 256; bit *= 2) {
        expect(refusal(() => check(changed(upload, at, bit)))).toBe('malformed_ciphertext')
      }
    }
  })

  test('is refused when a coefficient is not below its prime', () => {
    for (const at of [ciphertextLayout.data, seedAt - 8]) {
      const copy = upload.slice()
      copy.fill(0xff, at, at + 8)
      expect(refusal(() => check(copy))).toBe('malformed_ciphertext')
    }
  })

  test('is judged the same in a Buffer of Node’s, also in one that is a part of another', () => {
    const outOfRange = upload.slice().fill(0xff, ciphertextLayout.data, ciphertextLayout.data + 8)
    const inside = (bytes: Uint8Array) => Buffer.concat([Buffer.alloc(8), bytes, Buffer.alloc(6)]).subarray(8, -6)
    for (const wrap of [(bytes: Uint8Array) => Buffer.from(bytes), inside]) {
      expect(refusal(() => check(wrap(upload)))).toBeNull()
      expect(refusal(() => check(wrap(outOfRange)))).toBe('malformed_ciphertext')
    }
  })

  test('is taken or refused with a code, and never a crash, whatever bits are turned', () => {
    const places = fc.uniqueArray(fc.nat(upload.length - 1), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const damaged = at.reduce((bytes, place) => changed(bytes, place, mask), upload)
        expect([null, 'malformed_ciphertext']).toContain(refusal(() => check(damaged)))
      }),
      { numRuns: 40 },
    )
    expect(refusal(() => check(upload))).toBeNull()
  })

  test('is refused when a polynomial is zero, even if only modulo one prime', () => {
    const polynomial = 8 * 8192
    for (let at = ciphertextLayout.data; at < seedAt; at += polynomial) {
      expect(refusal(() => check(upload.slice().fill(0, at, at + polynomial)))).toBe('degenerate_ciphertext')
    }
    expect(refusal(() => check(upload.slice().fill(0, ciphertextLayout.data, seedAt)))).toBe('degenerate_ciphertext')
  })

  test('is refused where another kind of upload is expected', () => {
    // A probe has the form of a template of the device; only where it is sent tells them apart.
    const forms = check === asTemplate ? [person.template.length, wholeTemplate.length] : [upload.length]
    for (const [, other] of uploads) {
      if (!forms.includes(other.length)) expect(refusal(() => check(other))).toBe('malformed_ciphertext')
    }
  })

  test('is refused when it was compressed', () => {
    using object = check === asPublicKey ? loadPublicKey(context, upload) : new seal.Ciphertext()
    if (object instanceof seal.Ciphertext) object.loadFromArray(context.context, upload)
    for (const mode of [seal.ComprModeType.zlib, seal.ComprModeType.zstd]) {
      const compressed: unknown = object.saveToArray(mode)
      expect(compressed).toBeInstanceOf(Uint8Array)
      if (compressed instanceof Uint8Array) expect(refusal(() => check(compressed))).toBe('malformed_ciphertext')
    }
  })
})

describe('what SEAL itself would load', () => {
  /** SEAL takes it, we do not. */
  const expectRefused = (bytes: Uint8Array) => {
    using ciphertext = new seal.Ciphertext()
    ciphertext.loadFromArray(context.context, bytes)
    expect(refusal(() => asProbe(bytes))).toBe('malformed_ciphertext')
    expect(refusal(() => asTemplate(bytes))).toBe('malformed_ciphertext')
  }

  test('is refused as a ciphertext in three polynomials', () => {
    using x = loadProbe(context, probe)
    evaluator.squareInplace(x)
    expectRefused(saved(seal, x))
  })

  test('is refused at a lower level, which also has another correction factor', () => {
    using x = loadProbe(context, probe)
    evaluator.cipherModSwitchToNextInplace(x)
    expectRefused(saved(seal, x))
  })

  test('is refused in coefficient form', () => {
    using x = loadProbe(context, probe)
    evaluator.cipherTransformFromNttInplace(x)
    expectRefused(saved(seal, x))
  })

  test('is refused with another correction factor', () => {
    const other = wholeTemplate.slice()
    new DataView(other.buffer).setBigUint64(ciphertextLayout.correctionFactor, 2n, true)
    using ciphertext = new seal.Ciphertext()
    ciphertext.loadFromArray(context.context, other)
    expect(refusal(() => asTemplate(other))).toBe('malformed_ciphertext')
  })

  test('is refused under other parameters of the same size', () => {
    using parameters = new seal.EncryptionParameters(seal.SchemeType.bgv)
    parameters.setPolyModulusDegree(8192)
    parameters.setCoeffModulus(seal.CoeffModulus.Create(8192, Int32Array.from([60, 60, 59, 39])))
    parameters.setPlainModulus(new seal.Modulus(68_719_456_769n))
    using other = new seal.SEALContext(parameters, true, seal.SecLevelType.tc128)
    using generator = new seal.KeyGenerator(other)
    using publicKey = generator.createPublicKeySerializable()
    const bytes = saved(seal, publicKey)
    expect(bytes).toHaveLength(sizes.publicKey)
    expect(refusal(() => asPublicKey(bytes))).toBe('malformed_ciphertext')
  })

  test('is refused as a probe that is not seeded', () => {
    expect(refusal(() => asProbe(wholeTemplate))).toBe('malformed_ciphertext')
  })
})

test('an upload is still taken after thousands that were refused', () => {
  // SEAL's module would have aborted after 4,000 exceptions.
  const damaged = probe.slice().fill(0xff, ciphertextLayout.data, ciphertextLayout.data + 8)
  for (let i = 0; i < 6000; i++) expect(refusal(() => asProbe(damaged))).toBe('malformed_ciphertext')
  expect(refusal(() => asProbe(probe))).toBeNull()
})

test('a match and its preparation refuse what the checks refuse', () => {
  const threshold = { acceptThreshold: 100, prepared: prepareFromBytes(context, person.publicKey) }
  expect(refusal(() => match(context, { template: person.template, probe: probe.slice(8), ...threshold }))).toBe(
    'malformed_ciphertext',
  )
  expect(refusal(() => prepareFromBytes(context, person.publicKey.slice(8)))).toBe('malformed_ciphertext')
  expect(refusal(() => prepareFromBytes(context, person.publicKey.slice().fill(0, 113, 262_257)))).toBe(
    'degenerate_ciphertext',
  )
})

test('a damaged answer and a damaged secret key are told apart', async () => {
  const prepared = prepareFromBytes(context, person.publicKey)
  const { answers } = match(context, { template: person.template, probe, acceptThreshold: 100, prepared })
  const open = (secretKey: Uint8Array, given: readonly [Uint8Array, Uint8Array]) =>
    openAnswers(context, secretKey, given, new Uint8Array(192), new Uint8Array(3))
  const [first, second] = answers
  await expect(open(person.secretKey, [first.slice(1), second])).rejects.toMatchObject({ code: 'malformed_ciphertext' })
  await expect(open(person.secretKey, [first, changed(second, 81, 1)])).rejects.toMatchObject({
    code: 'malformed_ciphertext',
  })
  await expect(open(person.secretKey.slice(1), answers)).rejects.toMatchObject({ code: 'storage_damaged' })
  await expect(open(changed(person.secretKey, 0, 1), answers)).rejects.toMatchObject({ code: 'storage_damaged' })
})
