import initialize, {
  type ContextData,
  type Evaluator,
  type MainModule,
  type ParmsIdType,
  type PublicKey,
  type SEALContext,
} from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import { ciphertextForm, type CiphertextForm } from './ciphertextForm.ts'
import { invert } from './field.ts'
import { coefficientModulusBits, dataPrimes, plainModulus, ringDegree } from './parameters.ts'

/** SEAL with the match's parameters, checked. One for each thread; it lives as long as the thread. Opaque to callers. */
export interface MatchContext {
  readonly seal: MainModule
  readonly context: SEALContext
  readonly evaluator: Evaluator
  /** The primes under which ciphertexts are made, all but one of which an answer is switched away from. */
  readonly primes: readonly bigint[]
  /** Names the level at which ciphertexts are made, 32 bytes. */
  readonly firstParmsId: Bytes
  readonly lastParmsId: ParmsIdType
  readonly forms: Forms
  /** SEAL's encryptor demands a public key, also where it encrypts under the secret one and uses none. */
  readonly idlePublicKey: PublicKey
}

/** The serialised forms that the match writes and reads. */
interface Forms {
  readonly publicKey: CiphertextForm
  /** Template and probe, under the secret key. */
  readonly seeded: CiphertextForm
  /** Template under the public key. */
  readonly whole: CiphertextForm
  readonly mask: CiphertextForm
  /** So many polynomials that wait for SEAL's transform. */
  readonly untransformed: Readonly<Record<2 | 3, CiphertextForm>>
  /** An answer, before most of its first polynomial is cut away. */
  readonly answer: CiphertextForm
}

export interface MatchContextOptions {
  /** Where `seal_throws.wasm` is; by default beside node-seal's script. */
  readonly locateFile?: (file: string) => string
  /** The WebAssembly itself, for whoever has it already. */
  readonly wasm?: Uint8Array
}

/**
 * Loads SEAL and makes its context: about half a second, once for each thread, before the person waits.
 *
 * @throws Error when SEAL does not take the parameters as they are written down
 */
export async function createMatchContext(options: MatchContextOptions = {}): Promise<MatchContext> {
  const seal = await initialize({
    ...(options.locateFile && { locateFile: options.locateFile }),
    ...(options.wasm && { wasmBinary: options.wasm }),
  })
  using parameters = new seal.EncryptionParameters(seal.SchemeType.bgv)
  using coefficientModulus = seal.CoeffModulus.Create(ringDegree, Int32Array.from(coefficientModulusBits))
  using modulus = new seal.Modulus(plainModulus)
  parameters.setPolyModulusDegree(ringDegree)
  parameters.setCoeffModulus(coefficientModulus)
  parameters.setPlainModulus(modulus)
  // tc128 makes SEAL refuse parameters of less than 128-bit security (HomomorphicEncryption.org standard).
  const context = new seal.SEALContext(parameters, true, seal.SecLevelType.tc128)
  using firstLevel = context.firstContextData()
  using keyLevel = context.keyContextData()
  const primes = primesOf(firstLevel)
  if (!context.parametersSet() || !modulus.isPrime() || primes.length !== dataPrimes) {
    throw new Error('SEAL does not take the parameters of the match')
  }
  using keyParmsId = context.keyParmsId()
  using firstParmsId = context.firstParmsId()
  const lastParmsId = context.lastParmsId()
  using generator = new seal.KeyGenerator(context)
  const first = { parmsId: named(firstParmsId), nttForm: true, primes, correctionFactor: 1n, seeded: false }
  return {
    seal,
    context,
    evaluator: new seal.Evaluator(context),
    primes,
    firstParmsId: first.parmsId,
    lastParmsId,
    forms: {
      publicKey: ciphertextForm({
        ...first,
        parmsId: named(keyParmsId),
        parts: 2,
        primes: primesOf(keyLevel),
        seeded: true,
      }),
      seeded: ciphertextForm({ ...first, parts: 2, seeded: true }),
      whole: ciphertextForm({ ...first, parts: 2 }),
      mask: ciphertextForm({ ...first, parts: 3 }),
      untransformed: {
        2: ciphertextForm({ ...first, parts: 2, nttForm: false }),
        3: ciphertextForm({ ...first, parts: 3, nttForm: false }),
      },
      answer: ciphertextForm({
        parmsId: named(lastParmsId),
        nttForm: false,
        parts: 3,
        primes: primes.slice(0, 1),
        // BGV divides the plaintext by each prime that it switches away from.
        correctionFactor: invert(primes.slice(1).reduce((product, prime) => product * prime, 1n)),
        seeded: false,
      }),
    },
    idlePublicKey: generator.createPublicKey(),
  }
}

function primesOf(level: ContextData): readonly bigint[] {
  using parameters = level.parms()
  using moduli = parameters.coeffModulus()
  return Array.from({ length: moduli.size() }, (_, i) => {
    using prime = moduli.get(i)
    return prime?.value() ?? 0n
  })
}

function named(parmsId: ParmsIdType): Bytes {
  const words: unknown = parmsId.values()
  if (!(words instanceof BigUint64Array)) throw new TypeError('Unexpected name of parameters, expected 4 words')
  return new Uint8Array(BigUint64Array.from(words).buffer)
}
