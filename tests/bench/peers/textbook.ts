import type { Ciphertext, GaloisKeys, Plaintext, RelinKeys, SEALContext } from 'node-seal/throws'
import type { Contender, Enrolled, SignIn } from './contender.ts'
import { packed, seal } from './sealOf.ts'

const length = 64
/** Rotations that sum a vector of 64: by halves. */
const steps = [32, 16, 8, 4, 2, 1]

/** Where schemes differ: how numbers become plaintexts and back, and what a product needs. */
export interface Scheme {
  readonly context: SEALContext
  encode(values: Float32Array, plaintext: Plaintext): void
  /** The inner product that the first slot holds. */
  decode(plaintext: Plaintext): number
  /** After a product. */
  settle(product: Ciphertext): void
  rotate(ciphertext: Ciphertext, step: number, keys: GaloisKeys, to: Ciphertext): void
}

/** The cosine above which the tutorials' clients say "same person"; theirs to choose. */
const threshold = 0.5

/**
 * The textbook's encrypted comparison: the verifier multiplies, relinearises, and sums by rotations; the client decrypts
 * the score and reports what it makes of it.
 */
export function textbook(name: string, scheme: Scheme): Contender {
  return {
    name,
    whoDecides: 'client',
    enrol: (owner) => enrol(scheme, meanOf(owner.series())),
  }
}

function meanOf(series: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(length).map((_, i) => series.reduce((total, image) => total + (image[i] ?? 0), 0))
  const norm = Math.hypot(...sum)
  return sum.map((entry) => entry / norm)
}

function enrol(scheme: Scheme, template: Float32Array): Enrolled {
  const { context } = scheme
  using generator = new seal.KeyGenerator(context)
  using publicKey = generator.createPublicKey()
  const secretKey = generator.secretKey()
  const encryptor = new seal.Encryptor(context, publicKey, secretKey)
  const decryptor = new seal.Decryptor(context, secretKey)
  const evaluator = new seal.Evaluator(context)
  const lastParmsId = context.lastParmsId()

  const encrypt = (values: Float32Array): Uint8Array => {
    using plaintext = new seal.Plaintext()
    scheme.encode(values, plaintext)
    using ciphertext = encryptor.encryptSymmetricSerializable(plaintext)
    return packed(ciphertext)
  }
  using relinearisation = generator.createRelinKeysSerializable()
  using rotations = generator.createGaloisKeysSerializableWithSteps(Int32Array.from(steps))
  const stored = { relinearisation: packed(relinearisation), rotations: packed(rotations), template: encrypt(template) }
  const evaluationKeys = stored.relinearisation.length + stored.rotations.length
  let moved = 0

  /** The verifier's part. */
  function compare(
    probe: Uint8Array,
    keys: { relin: RelinKeys; galois: GaloisKeys; template: Ciphertext },
  ): Uint8Array {
    using score = new seal.Ciphertext()
    score.loadFromArray(context, probe)
    evaluator.multiplyInplace(score, keys.template)
    evaluator.relinearizeInplace(score, keys.relin)
    scheme.settle(score)
    using rotated = new seal.Ciphertext()
    for (const step of steps) {
      scheme.rotate(score, step, keys.galois, rotated)
      evaluator.addInplace(score, rotated)
    }
    // The score needs no more than the last prime: less to send.
    evaluator.cipherModSwitchToInplace(score, lastParmsId)
    return packed(score)
  }

  /** Nothing but the client's word: it alone has the key. */
  const verifierAccepts = (claim: { readonly accepted: boolean }): boolean => claim.accepted

  /** @param says what the client reports of the score that it decrypted */
  function signIn(embedding: Float32Array, says: (score: number) => boolean): SignIn {
    const start = performance.now()
    const probe = encrypt(embedding)
    const sent = performance.now()
    using relin = new seal.RelinKeys()
    using galois = new seal.GaloisKeys()
    using loadedTemplate = new seal.Ciphertext()
    relin.loadFromArray(context, stored.relinearisation)
    galois.loadFromArray(context, stored.rotations)
    loadedTemplate.loadFromArray(context, stored.template)
    const loaded = performance.now()
    const answer = compare(probe, { relin, galois, template: loadedTemplate })
    const answered = performance.now()
    using score = new seal.Ciphertext()
    using plaintext = new seal.Plaintext()
    score.loadFromArray(context, answer)
    decryptor.decrypt(score, plaintext)
    const accepted = verifierAccepts({ accepted: says(scheme.decode(plaintext)) })
    const end = performance.now()
    moved = probe.length + answer.length
    const server = answered - loaded
    return {
      accepted,
      ms: { client: sent - start + end - answered, serverReady: server, server, loadKeys: loaded - sent },
    }
  }

  return {
    get sizes() {
      return { evaluationKeys, stored: evaluationKeys + stored.template.length, moved }
    },
    signIn: (embedding) => signIn(embedding, (score) => score > threshold),
    // The whole protocol with one line changed: what the client says.
    cheat: (impostor) => signIn(impostor, () => true).accepted,
    [Symbol.dispose]: () => {
      for (const held of [evaluator, decryptor, encryptor, secretKey, lastParmsId]) held.delete()
    },
  }
}
