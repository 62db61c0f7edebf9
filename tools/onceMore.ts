/** What may be the matter. */
const tooBusy = 'This computer may be too busy to look at enough pictures a second'

/** Somebody did what was asked, and it was not seen. Its message is a sentence. */
export class NotSeen extends Error {}

/**
 * Does what may not have been seen, and does it once more from its beginning if it was not, as a person would. There is no third time.
 *
 * @param remark told why it is done once more
 * @throws NotSeen the second one; and whatever else goes wrong, at once
 */
export async function onceMore<T>(action: () => Promise<T>, remark: (sentence: string) => void): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!(error instanceof NotSeen)) throw error
    remark(`${error.message} ${tooBusy}. Once more, from the beginning.`)
    return await action()
  }
}

/** What went wrong, as a person reads it. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const isLate = error instanceof NotSeen || (error instanceof Error && error.name === 'TimeoutError')
  return isLate ? `${message.trim()}\n${tooBusy}: end what else runs on it, and start again.` : message
}
