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
    cpuMsPerSignIn: v.nullish(milliseconds),
    clientCpuMsPerSignIn: v.nullish(milliseconds),
    signInsPerSecondWithoutClients: v.nullish(v.number()),
  }),
  throughput: v.looseObject({
    one: v.number(),
    two: v.number(),
    ratio: v.number(),
    machineRatio: v.optional(v.number()),
  }),
})

/** What `npm run bench:growth` writes into `bench-results/growth.json`, as far as documents show it. */
const GrowthResults = v.looseObject({
  measuredOn: v.string(),
  matches: v.number(),
  wasmGrowthBytes: v.number(),
  heldBytesPerMatch: v.number(),
  residentBytesPerMatch: v.number(),
  samples: v.pipe(
    v.array(v.looseObject({ after: v.number(), wasmBytes: bytes, heldBytes: bytes, residentBytes: bytes })),
    v.minLength(2),
  ),
})

const megabytes = (size: number | null) => (size === null ? 'unknown' : `${(size / 1e6).toFixed(0)} MB`)

/** What a verifier that runs by itself takes and does. */
export function figuresOfVerifier(input: unknown): string {
  const { measuredOn, idleBytes, latencyMs, sustained, throughput } = v.parse(VerifierResults, input)
  return [
    '| what | how much |',
    '|---|---|',
    `| from the probe to its answer, prepared before | ${latencyMs.maskReady.verifier.toFixed(0)} ms |`,
    `| the same for a client that sends its probe at once | ${latencyMs.maskNotReady.verifier.toFixed(0)} ms |`,
    `| whole matches a second, by one thread and by two | ${throughput.one.toFixed(0)} and ${throughput.two.toFixed(0)} (${throughput.ratio} times) |`,
    ...(throughput.machineRatio === undefined
      ? []
      : [
          `| what two of this machine's cores do of a plain loop that shares nothing | ${throughput.machineRatio} times one |`,
        ]),
    `| sign-ins a second, ${sustained.atOnce} at once for ${sustained.seconds} seconds, clients on the same machine | ${sustained.signInsPerSecond} |`,
    `| a whole sign-in then, half of them and 99 of 100 | ${sustained.p50} and ${sustained.p99} ms |`,
    ...(sustained.cpuMsPerSignIn === undefined || sustained.cpuMsPerSignIn === null
      ? []
      : [
          `| processor time of a sign-in, of the verifier and of its client | ${sustained.cpuMsPerSignIn} and ${sustained.clientCpuMsPerSignIn ?? 'unknown'} ms |`,
          `| sign-ins a second that this machine's cores would do with clients elsewhere, by that | ${sustained.signInsPerSecondWithoutClients ?? 'unknown'} |`,
        ]),
    `| memory of the process, idle and under that load | ${megabytes(idleBytes)} and ${megabytes(sustained.peakBytes)} |`,
    '',
    `Measured by \`npm run bench:verifier\` on ${measuredOn}.`,
  ].join('\n')
}

/** What many matches leave behind. */
export function figuresOfGrowth(input: unknown): string {
  const { measuredOn, matches, samples, ...grown } = v.parse(GrowthResults, input)
  const settled = samples.filter(({ after }) => after >= matches / 10)
  const shown = settled.filter((_, i) => i % 3 === 0 || i === settled.length - 1)
  return [
    `| ${shown.map(({ after }) => `after ${after.toLocaleString('en')}`).join(' | ')} | for each match |`.replace(
      '| ',
      '| matches | ',
    ),
    `|---|${shown.map(() => '---|').join('')}---|`,
    `| SEAL's memory | ${shown.map(({ wasmBytes }) => megabytes(wasmBytes)).join(' | ')} | ${Math.round(grown.wasmGrowthBytes / matches)} bytes |`,
    `| what JavaScript holds | ${shown.map(({ heldBytes }) => megabytes(heldBytes)).join(' | ')} | ${Math.round(grown.heldBytesPerMatch)} bytes |`,
    `| the process | ${shown.map(({ residentBytes }) => megabytes(residentBytes)).join(' | ')} | ${Math.round(grown.residentBytesPerMatch)} bytes |`,
    '',
    'The last column is what grew after the first tenth: of SEAL in all, of the others from the least in the first third to the least in the last. What the process takes beyond its parts is what the allocator keeps.',
    '',
    `Measured by \`npm run bench:growth\` on ${measuredOn}.`,
  ].join('\n')
}
