import type { Parts } from '../../parts.ts'
import type { Operators } from '../openOperators.ts'
import type { PasswordHash } from '../passwordHash.ts'
import type { Sessions } from './sessions.ts'
import type { SignInLimits } from './signInLimits.ts'

/** What the operators' pages work with. */
export interface AdminParts extends Parts {
  readonly operators: Operators
  readonly sessions: Sessions
  readonly limits: SignInLimits
  /** The hash of a password that nobody has: to look at it takes as long as at an operator's. */
  readonly nobody: Promise<PasswordHash>
  /** Their origin. */
  readonly url: string
}
