import initialize, { type MainModule, type SEALContext, type VectorModulus } from 'node-seal/throws'

/** SEAL, once for all textbook contenders. */
export const seal: MainModule = await initialize()

/** What distinguishes one set of parameters from another. */
export interface Parameters {
  readonly scheme: 'bfv' | 'ckks'
  readonly degree: number
  readonly coefficientModulus: VectorModulus
  /** Bits of the plaintext modulus; not in CKKS. */
  readonly plainBits?: number
}

/**
 * A context that SEAL itself holds to 128-bit security, as it does ours.
 * @throws Error when it does not
 */
export function contextOf({ scheme, degree, coefficientModulus, plainBits }: Parameters): SEALContext {
  using parameters = new seal.EncryptionParameters(seal.SchemeType[scheme])
  parameters.setPolyModulusDegree(degree)
  parameters.setCoeffModulus(coefficientModulus)
  if (plainBits !== undefined) {
    using plainModulus = seal.PlainModulus.Batching(degree, plainBits)
    parameters.setPlainModulus(plainModulus)
  }
  const context = new seal.SEALContext(parameters, true, seal.SecLevelType.tc128)
  if (!context.parametersSet()) throw new Error('SEAL does not take the parameters')
  return context
}

/** Serialised with SEAL's own default compression, which is how the textbook's programs send and store things. */
export function packed(object: { saveToArray(mode: typeof seal.ComprModeType.zstd): unknown }): Uint8Array {
  const bytes = object.saveToArray(seal.ComprModeType.zstd)
  if (!(bytes instanceof Uint8Array)) throw new TypeError('Unexpected serialised form, expected bytes')
  return bytes
}
