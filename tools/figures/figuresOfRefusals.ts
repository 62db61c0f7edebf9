import * as v from 'valibot'

const milliseconds = v.pipe(v.number(), v.minValue(0))

/** What `npm run bench:refusals` writes into `bench-results/refusals.json`. */
const RefusalResults = v.looseObject({
  measuredOn: v.string(),
  requests: v.number(),
  kinds: v.array(
    v.looseObject({
      what: v.string(),
      status: v.number(),
      ms: milliseconds,
      slowestMs: milliseconds,
      cpuMs: v.nullable(milliseconds),
    }),
  ),
  grownBytes: v.nullable(v.number()),
})

/** What refusing costs, beside what it protects. */
export function figuresOfRefusals(input: unknown): string {
  const { measuredOn, requests, kinds, grownBytes } = v.parse(RefusalResults, input)
  const grown = grownBytes === null ? 'unknown' : `${(grownBytes / 1e6).toFixed(1)} MB`
  return [
    '| request | answer | until it is there, half and 99 of 100 | processor time of the verifier |',
    '|---|---|---|---|',
    ...kinds.map(
      ({ what, status, ms, slowestMs, cpuMs }) =>
        `| ${what} | ${status} | ${ms} and ${slowestMs} ms | ${cpuMs === null ? 'unknown' : `${cpuMs} ms`} |`,
    ),
    '',
    `${requests} of each that is refused, one after the other; the process grew by ${grown} meanwhile.`,
    '',
    `Measured by \`npm run bench:refusals\` on ${measuredOn}.`,
  ].join('\n')
}
