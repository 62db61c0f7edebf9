/** What is promised, if it is there after some milliseconds; null if it is not. */
export function within<T>(milliseconds: number, promised: Promise<T | null>): Promise<T | null> {
  return Promise.race([promised, new Promise<null>((resolve) => setTimeout(resolve, milliseconds, null))])
}
