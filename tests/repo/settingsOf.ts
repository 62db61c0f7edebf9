/** As much of a schema of Valibot's as is looked at here. */
interface Schema {
  readonly type: string
  readonly entries?: Readonly<Record<string, Schema>>
  readonly wrapped?: Schema
  readonly default?: unknown
  readonly item?: Schema
}

/** A setting by its path, such as `listen.port` or `clients.oidc.subject`. */
interface Setting {
  readonly path: string
  /** What it is where it is not given; `null` where nothing is then, `undefined` where it has to be given. */
  readonly usual: unknown
}

/** Every setting that a schema knows. A table is none; what stands in it is. */
export function settingsOf(schema: unknown, path = '', usual?: unknown): Setting[] {
  const { type, entries = {}, wrapped, item, default: given } = schema as Schema
  // Of two that say so, one in the other, the outer one decides.
  if (wrapped) return settingsOf(wrapped, path, usual === undefined ? (given ?? null) : usual)
  if (item?.type === 'strict_object') return settingsOf(item, path)
  if (type !== 'strict_object') return [{ path, usual }]
  return Object.entries(entries).flatMap(([name, entry]) => settingsOf(entry, path === '' ? name : `${path}.${name}`))
}
