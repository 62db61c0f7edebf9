/** A record in clear as it was before it was ever sealed: one that was opened for good has an empty seal. */
export function withoutSeal<T extends Readonly<Record<string, unknown>>>(record: T): T {
  const { sealed, ...rest } = record
  return sealed === null || sealed === undefined ? (rest as unknown as T) : record
}
