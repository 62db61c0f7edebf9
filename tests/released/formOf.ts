/**
 * The names of fields and the kinds of their values, at whatever depth: what two values have in common that were made by the same program.
 * Of a list, its first says it for all.
 */
export function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(formOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [nameOf(key), formOf(part)]))
}

/** Names that are of one device alone are not compared. */
const nameOf = (key: string): string => key.replace(/^(renew|account):.*/, '$1').replace(/^"[\w-]{22}"$/, 'a name')
