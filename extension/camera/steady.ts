/** Milliseconds for which something must be so before the person is told; shorter, and the words flicker. */
const patience = 300

/** Holds a value back until it has lasted. The first is given at once. */
export function steady<T extends string | null>(): (value: T, now: number) => T {
  let shown: T | undefined
  let candidate: T | undefined
  let since = 0
  return (value, now) => {
    if (value !== candidate) {
      candidate = value
      since = now
    }
    if (shown === undefined || now - since >= patience) shown = value
    return shown
  }
}
