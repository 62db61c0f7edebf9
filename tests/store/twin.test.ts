import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OidcArtifact } from '../../server/store/records.ts'
import type { Filter, Store } from '../../server/store/store.ts'
import { kinds, type Place } from './kinds.ts'
import { Twin } from './twin.ts'

const text = fc.oneof(
  fc.constantFrom('a', 'b', '', 'null', '$set', 'a.b', '{}', '\0', '\u2028'),
  fc.string({ maxLength: 5, unit: 'binary' }),
)
const id = fc.constantFrom('one', 'two', 'a.b', '$x', '\0', 'öne')
const time = fc.constantFrom(0, 1, 2, 2.5, 3)
/** JSON has one zero. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(null), value)
const fields = {
  grantId: perhaps(text),
  uid: perhaps(text),
  consumed: perhaps(fc.oneof(fc.integer({ min: 0, max: 2 }), number)),
  payload: text,
  removeAt: time,
}
const one = fc.record<OidcArtifact>({ id, ...fields })
/** Some fields, each with a value or a list of them. */
const match = fc.record(
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      fc.oneof<fc.Arbitrary<unknown>[]>(value, fc.array<unknown>(value, { maxLength: 3 })),
    ]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Filter<OidcArtifact>>
const change = fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<Omit<OidcArtifact, 'id'>>>

type Command =
  | { readonly do: 'insert'; readonly record: OidcArtifact }
  | { readonly do: 'find' | 'remove'; readonly id: string; readonly match: Filter<OidcArtifact> }
  | { readonly do: 'findAll' | 'removeAll'; readonly match: Filter<OidcArtifact> }
  | {
      readonly do: 'update'
      readonly id: string
      readonly match: Filter<OidcArtifact>
      readonly change: Partial<Omit<OidcArtifact, 'id'>>
    }
  | { readonly do: 'sweep'; readonly now: number }
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('insert' as const), record: one }) },
  fc.record({ do: fc.constantFrom('find' as const, 'remove' as const), id, match }),
  fc.record({ do: fc.constantFrom('findAll' as const, 'removeAll' as const), match }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('update' as const), id, match, change }) },
  fc.record({ do: fc.constant('sweep' as const), now: time }),
)

describe.each(kinds)('$name', ({ make }) => {
  let place: Place
  let store: Store

  beforeAll(async () => {
    place = await make()
    store = await place.open()
  })
  afterAll(async () => {
    await store.close()
    await place.forget()
  })

  it('answers as a plain list would, whatever is asked of it in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        await store.artifacts.removeAll({})
        const twin = new Twin<OidcArtifact>()
        for (const command of commands) {
          const [said, expected] = await both(store, twin, command)
          expect(said).toEqual(expected)
          expect(sorted(await store.artifacts.findAll({}))).toEqual(sorted(twin.findAll({})))
        }
      }),
      { numRuns: 20 },
    )
  })
})

async function both({ artifacts }: Store, twin: Twin<OidcArtifact>, command: Command): Promise<[unknown, unknown]> {
  switch (command.do) {
    case 'insert':
      return [await artifacts.insert(command.record), twin.insert(command.record)]
    case 'find':
      return [await artifacts.find(command.id), twin.findAll({ id: command.id })[0] ?? null]
    case 'findAll':
      return [sorted(await artifacts.findAll(command.match)), sorted(twin.findAll(command.match))]
    case 'update':
      return [
        await artifacts.update(command.id, command.match, command.change),
        twin.update(command.id, command.match, command.change),
      ]
    case 'remove':
      return [
        await artifacts.remove(command.id, command.match),
        twin.removeAll({ ...command.match, id: command.id }) === 1,
      ]
    case 'removeAll':
      return [await artifacts.removeAll(command.match), twin.removeAll(command.match)]
    case 'sweep':
      return [await artifacts.sweep(command.now), twin.sweep(command.now)]
  }
}

function sorted(records: readonly OidcArtifact[]): OidcArtifact[] {
  return [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
}
