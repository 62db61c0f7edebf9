import type { DestinationStream } from 'pino'

export interface VerifierOptions {
  /** Where log lines go; standard output by default. */
  readonly logTo?: DestinationStream
  /** Threads for matches; as many as there are cores by default. */
  readonly threads?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Whether it refuses early what it could not do soon; yes by default. Not where others do much work in the same process. */
  readonly shedsLoad?: boolean
  /** A uniform whole number from 0 to below `count`, by which movements are drawn; cryptographic by default. */
  readonly random?: (count: number) => number
}
