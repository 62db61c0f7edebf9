import * as v from 'valibot'
import { frameOf, polyline, svgOf, type Axis } from './svg.ts'

const count = v.pipe(v.number(), v.minValue(0))
const milliseconds = v.nullable(count)
const bytes = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))
const Phase = v.looseObject({
  offeredPerSecond: count,
  completedPerSecond: count,
  offered: count,
  completed: count,
  p50: milliseconds,
  p99: milliseconds,
  shed: count,
  shedWithRetryAfter: count,
  failed: count,
  peakBytes: bytes,
  endBytes: bytes,
  verifierCores: v.nullable(count),
  clientCores: count,
  clientLag: count,
})

/** What `npm run bench:load` writes into `bench-results/load.json`, as far as documents show it. */
const LoadResults = v.looseObject({
  measuredOn: v.string(),
  isPinned: v.boolean(),
  accounts: count,
  pauseMs: count,
  capacity: Phase,
  phases: v.pipe(v.array(v.looseObject({ ...Phase.entries, times: count })), v.minLength(2)),
})

const orNone = (value: number | null, unit: string) => (value === null ? 'none' : `${Math.round(value)} ${unit}`)
const megabytes = (size: number | null) => (size === null ? 'unknown' : `${(size / 1e6).toFixed(0)} MB`)

/** What came and what became of it, at each multiple of the capacity. */
export function figuresOfLoad(input: unknown): string {
  const { capacity, phases, ...how } = v.parse(LoadResults, input)
  const row = (name: string, phase: v.InferOutput<typeof Phase>) =>
    [
      '',
      name,
      phase.offeredPerSecond.toFixed(1),
      phase.completedPerSecond.toFixed(1),
      orNone(phase.p50, 'ms'),
      orNone(phase.p99, 'ms'),
      `${phase.shed} of ${phase.offered}`,
      phase.shed === phase.shedWithRetryAfter ? 'all' : `${phase.shedWithRetryAfter}`,
      `${phase.failed}`,
      megabytes(phase.peakBytes),
      '',
    ]
      .join(' | ')
      .trim()
  const last = phases.length - 1
  const { verifierCores } = capacity
  return [
    '| times the capacity | came a second | signed in a second | half of them within | 99 of 100 within | refused with 503 | of these with Retry-After | failed | memory at most |',
    '|---|---|---|---|---|---|---|---|---|',
    ...phases.map((phase, i) => row(i === last ? `${phase.times}, after the storm` : `${phase.times}`, phase)),
    '',
    `The capacity, ${capacity.completedPerSecond.toFixed(1)} sign-ins a second, was measured in the same run, by clients that begin again as soon as they are done; it kept ${verifierCores ?? 'unknown'} cores busy, and the clients ${capacity.clientCores}. ${
      how.isPinned
        ? 'The verifier had one core of this machine, and the clients another.'
        : 'The verifier and its clients shared the cores of this machine.'
    } ${how.accounts} accounts; ${how.pauseMs} ms before the camera, which the times leave out.`,
    '',
    '![Sign-ins served and refused against sign-ins that come: what is served stays where the capacity is, the rest is refused](load.svg)',
    '',
    `Measured by \`npm run bench:load\` on ${how.measuredOn}.`,
  ].join('\n')
}

/** How many were served and refused, by how many came: a line that stays where the capacity is has not collapsed. */
export function drawLoad(input: unknown): string {
  const { capacity, phases } = v.parse(LoadResults, input)
  const most = Math.max(...phases.map(({ times }) => times))
  const x: Axis = {
    from: 0,
    to: most,
    step: 1,
    label: 'sign-ins that come, in multiples of the capacity',
    tickOf: String,
  }
  const y: Axis = { from: 0, to: most, step: 1, label: 'sign-ins, in multiples of the capacity', tickOf: String }
  const { drawn, place } = frameOf(x, y)
  // The last is the capacity again.
  const risen = phases.slice(0, -1)
  const one = capacity.completedPerSecond
  const line = (rateOf: (phase: (typeof phases)[number]) => number) => [
    place(0, 0),
    ...risen.map((phase) => place(Math.min(most, phase.offeredPerSecond / one), Math.min(most, rateOf(phase) / one))),
  ]
  const share = (phase: (typeof phases)[number]) => (phase.offeredPerSecond * phase.completed) / phase.offered
  const refused = (phase: (typeof phases)[number]) => (phase.offeredPerSecond * phase.shed) / phase.offered
  const elements = [
    ...drawn,
    polyline(line(share), 'one', 'signed in'),
    polyline(line(refused), 'two', 'refused with 503 and Retry-After'),
  ]
  return svgOf('Sign-ins served and refused against sign-ins that come', elements, 'top')
}
