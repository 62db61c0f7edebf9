import { parseArgs } from 'node:util'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'
import { measureGrowth } from './verifier/growth.ts'

/**
 * `npm run bench:growth [-- --matches 10000]`: what the memory does over many matches, from the key pair to the opened answer.
 * Ten thousand take some twenty minutes.
 */
const { values } = parseArgs({ options: { matches: { type: 'string', default: '1000' } } })
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const begun = performance.now()

const growth = await measureGrowth(Number(values.matches), ({ after, wasmBytes, residentBytes, heldBytes }) => {
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  process.stdout.write(
    `after ${after} matches, ${seconds} s: SEAL ${megabytes(wasmBytes)}, JavaScript ${megabytes(heldBytes)}, process ${megabytes(residentBytes)}\n`,
  )
})
process.stdout.write(
  `after the first tenth: SEAL grew by ${growth.wasmGrowthBytes} bytes, JavaScript by ${growth.heldBytesPerMatch.toFixed(0)} bytes a match, the process by ${growth.residentBytesPerMatch.toFixed(0)}\n`,
)
await addResults('growth', {
  measuredOn: thisMachine(),
  ...growth,
})
