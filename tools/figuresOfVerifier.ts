import * as v from 'valibot'

const milliseconds = v.pipe(v.number(), v.minValue(0))
const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Latency = v.looseObject({ verifier: milliseconds })

/** What `npm run bench:verifier` writes into `bench-results/verifier.json`, as far as documents show it. */
const VerifierResults = v.looseObject({
  measuredOn: v.string(),
  idleBytes: v.nullable(bytes),
  latencyMs: v.looseObject({ maskReady: Latency, maskNotReady: Latency }),
  sustained: v.looseObject({
    seconds: v.number(),
    atOnce: v.number(),
    signInsPerSecond: v.number(),
    p50: milliseconds,
    p99: milliseconds,
    peakBytes: v.nullable(bytes),
  }),
  throughput: v.looseObject({ one: v.number(), two: v.number(), ratio: v.number() }),
  growth: v.looseObject({ matches: v.number(), wasmGrowthBytes: v.number() }),
})

/** What a verifier that runs by itself takes and does. */
export function figuresOfVerifier(input: unknown): string {
  const { measuredOn, idleBytes, latencyMs, sustained, throughput, growth } = v.parse(VerifierResults, input)
  const megabytes = (size: number | null) => (size === null ? 'unknown' : `${(size / 1e6).toFixed(0)} MB`)
  return [
    '| what | how much |',
    '|---|---|',
    `| from the probe to its answer, prepared before | ${latencyMs.maskReady.verifier.toFixed(0)} ms |`,
    `| the same for a client that sends its probe at once | ${latencyMs.maskNotReady.verifier.toFixed(0)} ms |`,
    `| whole matches a second, by one thread and by two | ${throughput.one.toFixed(0)} and ${throughput.two.toFixed(0)} (${throughput.ratio} times) |`,
    `| sign-ins a second, ${sustained.atOnce} at once for ${sustained.seconds} seconds, clients on the same machine | ${sustained.signInsPerSecond} |`,
    `| a whole sign-in then, half of them and 99 of 100 | ${sustained.p50} and ${sustained.p99} ms |`,
    `| memory of the process, idle and under that load | ${megabytes(idleBytes)} and ${megabytes(sustained.peakBytes)} |`,
    `| what SEAL's memory grew by over ${growth.matches.toLocaleString('en')} matches | ${megabytes(growth.wasmGrowthBytes)} |`,
    '',
    `Measured by \`npm run bench:verifier\` on ${measuredOn}.`,
  ].join('\n')
}
