import { parseArgs } from 'node:util'
import { createShippedVerifier } from '../faults/shippedVerifier.ts'
import { measureRefusals } from './refusals/measureRefusals.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench:refusals [-- --requests 300]`: what a request costs that is refused, by why it is, beside one that is accepted: the
 * verifier as it is shipped, in a process of its own on loopback, one request after the other.
 */
const { values } = parseArgs({ options: { requests: { type: 'string', default: '300' } } })

const verifier = await createShippedVerifier()
try {
  await verifier.start()
  const { kinds, grownBytes } = await measureRefusals(verifier, Number(values.requests))
  for (const { what, status, ms, slowestMs, cpuMs } of kinds) {
    const cpu = cpuMs === null ? 'unknown' : `${cpuMs} ms`
    process.stdout.write(`${what}: ${status}, ${ms} ms, ${slowestMs} ms of 99 in 100, processor ${cpu}\n`)
  }
  await addResults('refusals', {
    measuredOn: thisMachine(),
    requests: Number(values.requests),
    kinds,
    grownBytes,
  })
} finally {
  await verifier.close()
}
