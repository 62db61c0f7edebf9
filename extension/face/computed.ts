import { ZAuthError } from '../../shared/protocol/errors.ts'

/**
 * What the networks make of something.
 *
 * @throws ZAuthError `backend_lost` when the device was lost meanwhile: what it gave then means nothing
 */
export async function computed<T>(isLost: () => boolean, compute: () => Promise<T>): Promise<T> {
  const lost = (cause?: unknown): ZAuthError => new ZAuthError('backend_lost', 'the device was lost', { cause })
  try {
    const result = await compute()
    if (isLost()) throw lost()
    return result
  } catch (error) {
    // A device that is lost says so a moment after the work that it cut off fails.
    await new Promise((resolve) => setTimeout(resolve))
    throw isLost() ? lost(error) : error
  }
}
