import type { Enrolled } from './account.ts'

type Pinned = Pick<Enrolled, 'jwks'>

/**
 * The verifier's keys that a device has pinned after a sign-in: those that the sign-in ended with, unless another window has gone over to
 * others meanwhile.
 *
 * @param record as it is stored today
 * @param opened as it was when the sign-in began
 */
export function pinnedNow(record: Pinned, opened: Pinned, ended: Enrolled['jwks']): Enrolled['jwks'] {
  return namesOf(record) === namesOf(opened) ? ended : record.jwks
}

const namesOf = ({ jwks }: Pinned): string => jwks.keys.map(({ kid }) => kid).join(' ')
