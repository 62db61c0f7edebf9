import * as v from 'valibot'

const positive = v.pipe(v.number(), v.minValue(0))
const Rates = v.looseObject({ insert: positive, find: positive, findByField: positive, conditionalUpdate: positive })

/** What `npm run bench:stores` writes. */
const StoresResults = v.looseObject({
  measuredOn: v.optional(v.string(), 'this computer'),
  operationsAtOnce: positive,
  embedded: Rates,
  database: Rates,
})

const operations = {
  insert: 'a record is added',
  find: 'one is found by its id',
  findByField: 'some are found by another field',
  conditionalUpdate: 'one is changed, if it is as was seen',
} as const

/** How many operations both stores do, as Markdown. */
export function figuresOfStores(input: unknown): string {
  const { measuredOn, operationsAtOnce, embedded, database } = v.parse(StoresResults, input)
  const rate = (value: number): string => Math.round(value).toLocaleString('en')
  return [
    '| in a second | in files | in PostgreSQL |',
    '|---|---|---|',
    ...Object.entries(operations).map(([name, what]) => {
      const operation = name as keyof typeof operations
      return `| ${what} | ${rate(embedded[operation])} | ${rate(database[operation])} |`
    }),
    '',
    `Measured by \`npm run bench:stores\` on ${measuredOn}, ${operationsAtOnce} operations at a time; PostgreSQL on the same machine, whose disk it did not wait for.`,
  ].join('\n')
}
