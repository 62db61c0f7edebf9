import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildServer } from '../../tools/buildServer.ts'
import { dist } from '../../tools/dist.ts'
import { freePort } from '../../tools/freePort.ts'
import { startVerifier } from '../../tools/startVerifier.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { website } from '../verifier/website.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'
import { measureLatency } from './verifier/latency.ts'
import { enrolPeople } from './verifier/people.ts'
import { residentBytes } from './verifier/residentBytes.ts'
import { measureSustained } from './verifier/sustained.ts'
import { measureThroughput } from './verifier/throughput.ts'

/**
 * `npm run bench:verifier [-- --seconds 60]`: the verifier as it is shipped, in a process of its own on loopback, with
 * clients on the same machine; then its threads by themselves.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    runs: { type: 'string', default: '40' },
  },
})
const [seconds, runs] = [Number(values.seconds), Number(values.runs)]
const atOnce = 8
const settled = 3000

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const megabytes = (bytes: number | null) => (bytes === null ? 'unknown' : `${(bytes / 1e6).toFixed(0)} MB`)

await buildServer(join(dist, 'server'))
const folder = await mkdtemp(join(tmpdir(), 'zauth-bench-'))
const site = { clientId: website.id, clientSecret: website.secret, url: new URL(website.redirectUri).origin }
const verifier = await startVerifier({ folder, port: await freePort(), site })
try {
  // What an idle verifier holds shows when it has finished starting.
  await new Promise((resolve) => setTimeout(resolve, settled))
  const idleBytes = await residentBytes(verifier.pid)
  say(`idle: ${megabytes(idleBytes)}`)
  const party = await createRelyingParty(verifier.issuer)
  const people = await enrolPeople(verifier.issuer, party, atOnce)
  const [somebody] = people
  if (!somebody) throw new RangeError('Unexpected measurement without people')

  const latency = await measureLatency(verifier, party, somebody, runs)
  for (const [kind, { verifier: own, client }] of Object.entries(latency)) {
    say(`probe to answer, ${kind}: ${own} ms by the verifier's log, ${client} ms by the client (medians of ${runs})`)
  }
  const sustained = await measureSustained(verifier, party, people, seconds)
  say(
    `${sustained.signInsPerSecond} sign-ins a second for ${seconds} s, ${atOnce} at once: p50 ${sustained.p50} ms, p99 ${sustained.p99} ms, ${sustained.failed} failed, ${megabytes(sustained.peakBytes)} at most`,
  )
  say(
    `processor time of a sign-in: ${sustained.cpuMsPerSignIn ?? 'unknown'} ms of the verifier, ${sustained.clientCpuMsPerSignIn} ms of the client; without clients this machine would do ${sustained.signInsPerSecondWithoutClients ?? 'unknown'} a second`,
  )
  await verifier.stop()

  const throughput = await measureThroughput()
  say(
    `matches a second: ${throughput.one} by one thread, ${throughput.two} by two, ratio ${throughput.ratio}; a plain loop's is ${throughput.machineRatio}`,
  )
  await addResults('verifier', {
    measuredOn: thisMachine(),
    idleBytes,
    latencyMs: latency,
    sustained,
    throughput,
  })
} finally {
  await verifier.stop()
  await rm(folder, { recursive: true, force: true })
}
