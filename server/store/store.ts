import type { Database } from './postgres/database.ts'
import type {
  Account,
  Addition,
  Challenge,
  Device,
  Draws,
  EnrolmentTicket,
  InteractionRecord,
  OidcArtifact,
  RecoveryCode,
  Tries,
  VerifyChallenge,
} from './records.ts'

/** Field values that a record must have; a list means "one of these". */
export type Filter<R> = { readonly [K in keyof R]?: R[K] | readonly R[K][] }

/**
 * Records of one kind, by `id`. Every operation is one atomic step: two callers who race for the same state see one
 * `true` and one `false`. Counters and single-use flags rest on that, and on nothing else.
 */
export interface Collection<R extends { readonly id: string }> {
  /** Whether it was added: `false` when the id is taken. */
  insert(record: R): Promise<boolean>
  find(id: string): Promise<R | null>
  findAll(match: Filter<R>): Promise<R[]>
  /**
   * The same, for as many as there may be: a page at a time, by id, in the order in which the store has ids. Nothing is held open or
   * locked in between. Who is there from the first to the last is given once, as he is by then; who comes or goes meanwhile, perhaps.
   */
  each(match: Filter<R>): AsyncIterable<R>
  /** Changes the record if it is there and matches; whether it did. */
  update(id: string, when: Filter<R>, change: Partial<Omit<R, 'id'>>): Promise<boolean>
  /** Removes the record if it is there and matches; whether it did. */
  remove(id: string, when?: Filter<R>): Promise<boolean>
  /** Removes every record that matches; how many. */
  removeAll(match: Filter<R>): Promise<number>
}

/** A collection whose records end by themselves. */
interface ExpiringCollection<R extends { readonly id: string; readonly removeAt: number }> extends Collection<R> {
  /** Removes what should be gone at `now` (milliseconds since 1970); how many. */
  sweep(now: number): Promise<number>
}

/** A collection whose changes are confirmed when they outlive the process, and that says when they outlive a power cut. */
interface FlushedCollection<R extends { readonly id: string }> extends Collection<R> {
  /** Resolves when every change that was confirmed is on the disk. */
  flushed(): Promise<void>
}

/** A device's key and template as they were uploaded (encrypted match §5). */
export interface Ciphertexts {
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly template: Uint8Array<ArrayBuffer>
}

/** One file or row per device, written whole or not at all; anew only where it is sealed, unsealed or restored. */
export interface CiphertextStore {
  write(device: string, ciphertexts: Ciphertexts): Promise<void>
  read(device: string): Promise<Ciphertexts | null>
  remove(device: string): Promise<void>
  /** The devices that have any. */
  list(): Promise<string[]>
  /** The same, for as many as there may be: a page at a time, as of a collection. */
  each(): AsyncIterable<string>
}

/** All that the verifier remembers. Durable: what was answered with success is there after `kill -9`. */
export interface Store {
  readonly accounts: Collection<Account>
  readonly devices: Collection<Device>
  /** Counted while a match runs, and flushed before its answer goes out. */
  readonly tries: FlushedCollection<Tries>
  readonly interactions: ExpiringCollection<InteractionRecord>
  readonly challenges: ExpiringCollection<Challenge>
  readonly draws: ExpiringCollection<Draws>
  readonly verifyChallenges: ExpiringCollection<VerifyChallenge>
  readonly recoveryCodes: Collection<RecoveryCode>
  readonly enrolmentTickets: ExpiringCollection<EnrolmentTicket>
  readonly additions: ExpiringCollection<Addition>
  readonly artifacts: ExpiringCollection<OidcArtifact>
  readonly ciphertexts: CiphertextStore
  /** Where all of it is, and what else the nodes of a verifier share; `null` for the embedded one. Ends with the store. */
  readonly database: Database | null
  /**
   * Brings what was removed out of the files as well, which grow at their end: of the embedded store. A database does it by itself, in its
   * own time.
   */
  compact(): Promise<void>
  close(): Promise<void>
}
