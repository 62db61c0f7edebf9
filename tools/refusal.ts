import { errorCodes, type ErrorCode } from '../shared/protocol/errors.ts'

/** That somebody was refused, in the words that she read, with the code by which it is known. */
export function refusal(who: string, code: ErrorCode): string {
  return `${who} was refused (${code}): “${errorCodes[code].message}”`
}
