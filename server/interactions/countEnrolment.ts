import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'

/** Series of images that one interaction may send; more is no person. */
const mostEnrolments = 10

/**
 * Counts a series before it is worked on; of two at the same time one goes on.
 * @throws ZAuthError `too_many_tries`, `busy`
 */
export async function countEnrolment({ store }: Parts, { id, enrolments }: InteractionRecord): Promise<void> {
  if (enrolments >= mostEnrolments) throw new ZAuthError('too_many_tries', 'too many series of images')
  if (!(await store.interactions.update(id, { enrolments }, { enrolments: enrolments + 1 }))) {
    throw new ZAuthError('busy', 'two series at once', { retryAfter: 1 })
  }
}
