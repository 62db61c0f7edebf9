import { Command, InvalidArgumentError } from '@commander-js/extra-typings'
import { usualConfig } from '../../config/usualConfig.ts'
import type { Say } from '../program.ts'

export const initCommand = (say: Say) =>
  new Command('init')
    .summary('makes the settings of a new verifier')
    .description(
      'Makes the settings of a new verifier and its data folder with its keys, and registers a first website if one is named. At a terminal, what no option says is asked for; elsewhere, and with --yes, it is what stands in brackets. A file that is there is never overwritten: where there are settings already, "zauth init --config <file>" makes the data folder that they name.',
    )
    .option('--config <file>', 'the file to make', usualConfig)
    .option('--issuer <address>', 'what browsers see: https, or http on localhost [http://localhost:4000]')
    .option('--name <name>', 'what people read [ZAuth]')
    .option('--data <folder>', 'for records, ciphertexts and keys [./zauth-data]')
    .option('--database <address>', 'a PostgreSQL for records and ciphertexts; never asked for')
    .option('--host <address>', 'where to listen; never asked for [127.0.0.1]')
    .option('--port <port>', 'where to listen; never asked for [4000, or the issuer’s on localhost]', portOf)
    .option('--website <name>', 'a first website')
    .option('--no-website', 'no website yet')
    .option('--redirect <uri>', 'where its browsers go back to')
    .option('--enrolment <who>', 'who may enrol a face there: open, ticket, closed [open]')
    .option('-y, --yes', 'ask nothing', false)
    .action(async ({ yes, ...options }) => {
      const [{ init }, { openAsking }] = await Promise.all([import('../init/init.ts'), import('../init/openAsking.ts')])
      using asking = openAsking(!yes && process.stdin.isTTY && process.stdout.isTTY)
      await init(options, asking, say)
      const { npm_lifecycle_event: by } = process.env
      const command = `${by === 'npx' ? 'npx ' : ''}zauth serve`
      say(`\nNext: ${command}${options.config === usualConfig ? '' : ` --config ${options.config}`}\n`)
    })

function portOf(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number)) throw new InvalidArgumentError('Expected a whole number.')
  return number
}
