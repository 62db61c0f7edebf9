import { ZAuthError } from '../../shared/protocol/errors.ts'
import { numberOf } from '../words/formats.ts'
import { leastLength } from './setPassphrase.ts'
import { words } from './words.ts'

/** What is said when a passphrase was not taken. */
export function mistakeOf(error: unknown): string {
  if (!(error instanceof ZAuthError)) return words.failed
  if (error.code === 'too_many_tries') return words.wait(error.retryAfter ?? 0)
  if (error.code === 'passphrase_short') return words.short(numberOf(leastLength))
  return error.code === 'passphrase_wrong' ? words.wrong : words.failed
}
