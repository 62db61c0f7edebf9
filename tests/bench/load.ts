import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { buildServer } from '../../tools/buildServer.ts'
import { dist } from '../../tools/dist.ts'
import { freePort } from '../../tools/freePort.ts'
import { startVerifier } from '../../tools/startVerifier.ts'
import { readMetrics, sumOf } from '../server/readMetrics.ts'
import { website } from '../verifier/website.ts'
import { arriving, crowding } from './load/arrivals.ts'
import { measurePhase, type Phase } from './load/measurePhase.ts'
import { prepareAccounts } from './load/prepareAccounts.ts'
import { canPin, pinTo } from './load/pinTo.ts'
import { signIn } from './load/signIn.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench:load [-- --seconds 20]`: a verifier as it is shipped, in a process of its own on loopback, under more and more sign-ins,
 * each with everything that belongs to it. First what it can do at all; then half of that, that, twice and five times as many; then as
 * many as it can do again, to see that nothing has stayed behind.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    accounts: { type: 'string', default: '400' },
  },
})
const seconds = Number(values.seconds)
const accounts = Number(values.accounts)
/** Who is measured for its capacity: more than it can serve at once, and fewer than it has places for. */
const crowd = 24
const pause = 500
const times = [0.5, 1, 2, 5, 1] as const
/** Between two phases, so that none has to do with what the one before it has left. */
const rest = 2000

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

await buildServer(join(dist, 'server'))
const folder = await mkdtemp(join(tmpdir(), 'zauth-load-'))
try {
  const { context, members } = await prepareAccounts(join(folder, 'data'), website.id, accounts)
  say(`${accounts} accounts are prepared`)

  const operator = { host: 'localhost', port: await freePort() }
  const site = { clientId: website.id, clientSecret: website.secret, url: new URL(website.redirectUri).origin }
  const verifier = await startVerifier({
    folder,
    port: await freePort(),
    site,
    operator,
    // They all come from one address.
    limits: { signInsPerAddress: 1_000_000 },
    ...(canPin && { through: pinTo(0) }),
  })
  try {
    if (canPin) pinTo(1, process.pid)
    const target = { issuer: verifier.issuer, site: website, context, pause }
    let turn = 0
    const next = async (): Promise<void> => {
      const member = members[turn++ % members.length]
      if (member) await signIn(target, member)
    }
    const measured = (run: Parameters<typeof measurePhase>[2], length = seconds) =>
      measurePhase(verifier.pid, { seconds: length, pause }, run)

    // Threads, caches and compilers warm up.
    await measured((tally) => crowding(tally, 4, 3, next), 3)
    const capacity = await measured((tally) => crowding(tally, crowd, seconds, next))
    say(`capacity: ${lineOf(capacity)}`)

    const phases: (Phase & { readonly times: number })[] = []
    for (const factor of times) {
      await setTimeout(rest)
      const rate = factor * capacity.completedPerSecond
      const phase = await measured((tally) => arriving(tally, rate, seconds, next))
      phases.push({ times: factor, ...phase })
      say(`${factor} ×: ${lineOf(phase)}`)
    }

    const { samples } = await readMetrics(`http://${operator.host}:${operator.port}`)
    await addResults('load', {
      measuredOn: canPin ? thisMachine('one core') : thisMachine(),
      isPinned: canPin,
      accounts,
      pauseMs: pause,
      capacity,
      phases,
      byTheVerifier: {
        signIns: sumOf(samples, 'zauth_sign_ins_total', { outcome: 'face' }),
        refused: sumOf(samples, 'zauth_refusals_total', { code: 'busy' }),
      },
    })
  } finally {
    await verifier.stop()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

function lineOf(phase: Phase): string {
  const { offeredPerSecond, completedPerSecond, p50, p99, shed, shedWithRetryAfter, errors, ...used } = phase
  return [
    `${offeredPerSecond} came and ${completedPerSecond} were served a second, p50 ${p50 ?? '-'} ms, p99 ${p99 ?? '-'} ms`,
    `${shed} refused (${shedWithRetryAfter} with Retry-After) at ${JSON.stringify(used.shedAt)}`,
    `failed ${JSON.stringify(errors)}`,
    `${((used.peakBytes ?? 0) / 1e6).toFixed(0)} MB`,
    `cores ${used.verifierCores ?? '-'} of the verifier, ${used.clientCores} of the clients (${used.clientLag} ms late)`,
  ].join('; ')
}
