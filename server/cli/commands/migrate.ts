import { Command, Option } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'

export const migrateCommand = (say: Say) =>
  new Command('migrate')
    .summary('moves a verifier from files to a database, or back')
    .description(
      'Moves all that a verifier remembers from the files of its data folder to the PostgreSQL that its settings name, or back: accounts, devices, sign-ins under way, keys, registered websites and the audit log. What arrived is compared with what was there before anything is switched over. The verifier must not be running, and where it goes must be empty. If it is killed, run it again.',
    )
    .addOption(configOption())
    .addOption(new Option('--to <where>', 'where to move it').choices(['database', 'files']).makeOptionMandatory())
    .option(
      '--remove-source',
      'removes what was moved from where it was; without it a copy stays there, out of use',
      false,
    )
    .action(async ({ config, to, removeSource }) => {
      const { migrate } = await import('../../migrate/migrate.ts')
      say(await migrate(await loadConfig(config, process.env), { to, removeSource }))
    })
