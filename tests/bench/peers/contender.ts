import type { Person } from '../../verifier/people.ts'

/** One way to compare a face with a template under encryption. */
export interface Contender {
  readonly name: string
  /** Who says whether two faces are the same. */
  readonly whoDecides: 'client' | 'verifier'
  enrol(owner: Person): Enrolled | Promise<Enrolled>
}

/** Lengths, in bytes. */
export interface Sizes {
  /** Keys that the verifier needs to compute and does not get to open anything. */
  readonly evaluationKeys: number
  /** All that the verifier stores for a device. */
  readonly stored: number
  /** Both ways, what each sign-in moves. */
  readonly moved: number
}

export interface SignIn {
  readonly accepted: boolean
  /** Milliseconds by the part of the work. */
  readonly ms: {
    /** The client's: encrypt, and decrypt or open. */
    readonly client: number
    /** The verifier's, when all was made in advance that can be. */
    readonly serverReady: number
    /** The verifier's, with nothing made in advance. The same where nothing can be. */
    readonly server: number
    /** Loading what the verifier stores into SEAL, where that is not in `server`. */
    readonly loadKeys: number
  }
}

/** A device with its keys at a verifier. */
export interface Enrolled extends Disposable {
  readonly sizes: Sizes
  signIn(embedding: Float32Array): SignIn | Promise<SignIn>
  /**
   * What a client gets that somebody has modified, who holds the keys and shows another person's face.
   * @returns whether the verifier accepts
   */
  cheat(impostor: Float32Array): boolean | Promise<boolean>
}
