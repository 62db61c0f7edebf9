import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Whether something that is sealed can be opened: it is not damaged, and under that key. */
export function isOpened(attempt: () => unknown): boolean {
  try {
    attempt()
    return true
  } catch (error) {
    if (error instanceof ZAuthError) return false
    throw error
  }
}
