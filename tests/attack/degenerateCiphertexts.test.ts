import { describe, expect, test } from 'vitest'
import { checkPublicKey, checkTemplate } from '../../shared/match/checks.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { loadSecretKey } from '../../shared/match/loadSecretKey.ts'
import { pack } from '../../shared/match/packing.ts'
import { coefficientsOf, loadPlaintext, plaintextBytes } from '../../shared/match/plaintextForm.ts'
import { dataPrimes, ringDegree } from '../../shared/match/parameters.ts'
import { saved } from '../../shared/match/saved.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { context } from '../match/world.ts'
import { createTarget } from './attacker/target.ts'

/**
 * A broken or bribed extension enrols a key or a template that hides nothing: zeros. The verifier would keep, in good faith, a
 * face that any thief of its store can read.
 */
const { publicKey, weights } = createTarget()
const { data } = ciphertextLayout
const refused = expect.objectContaining({ code: 'degenerate_ciphertext' }) as Error

/** What a stranger with a key of her own reads in a ciphertext. */
function readBy(bytes: Uint8Array): bigint[] {
  using secretKey = loadSecretKey(context, createKeyPair(context).secretKey)
  using decryptor = new context.seal.Decryptor(context.context, secretKey)
  using ciphertext = new context.seal.Ciphertext()
  using plaintext = new context.seal.Plaintext()
  ciphertext.loadFromArray(context.context, bytes)
  decryptor.decrypt(ciphertext, plaintext)
  return [...coefficientsOf(context, plaintext, ringDegree)]
}

describe('a template without its second polynomial', () => {
  const transparent = (() => {
    const bytes = encryptTemplateForOwner(context, publicKey, weights)
    using message = loadPlaintext(context, plaintextBytes(pack(weights)))
    context.evaluator.plainTransformToNttInplace(message, context.context.firstParmsId())
    const residues = saved(context.seal, message)
    bytes.set(residues.subarray(residues.length - 8 * dataPrimes * ringDegree), data)
    return bytes.fill(0, data + 8 * dataPrimes * ringDegree)
  })()

  test('is the face in the clear: anybody reads it, if SEAL takes it', () => {
    expect(readBy(transparent)).toEqual([...pack(weights)])
  })

  test('is refused by ours', () => {
    expect(() => checkTemplate(context, transparent)).toThrow(refused)
  })
})

describe('a public key without its first polynomial', () => {
  const empty = publicKey.slice().fill(0, data, data + 8 * 4 * ringDegree)

  test('is refused by ours, for enrolling, training and matching', () => {
    expect(() => checkPublicKey(context, empty)).toThrow(refused)
    expect(() => encryptTemplateForOwner(context, empty, weights)).toThrow(refused)
  })

  test('would leave a template in the clear beside its noise, if SEAL took it', () => {
    using key = new context.seal.PublicKey()
    key.loadFromArray(context.context, empty)
    using encryptor = new context.seal.Encryptor(context.context, key)
    using message = loadPlaintext(context, plaintextBytes(pack(weights)))
    using ciphertext = new context.seal.Ciphertext()
    encryptor.encrypt(message, ciphertext)
    // The first polynomial is the message plus p times noise: whoever leaves the second out needs no key.
    const bytes = saved(context.seal, ciphertext).fill(0, data + 8 * dataPrimes * ringDegree)
    expect(readBy(bytes)).toEqual([...pack(weights)])
  })
})
