import { Command } from '@commander-js/extra-typings'
import type { Say } from '../program.ts'

export const restoreCommand = (say: Say) =>
  new Command('restore')
    .summary('makes a data folder of a backup')
    .description(
      'Makes a data folder of a backup, whole or not at all. What happened after the backup is not known to it: devices that were revoked since work again, and recovery codes that were used since are good again. Enrolment tickets are left out. For a database: restore into a folder, then zauth migrate.',
    )
    .argument('<file>', 'the backup')
    .requiredOption('--data <folder>', 'the folder to make; one that is there has to be empty')
    .option('--identity <file>', 'a file with the age secret key that it was encrypted for')
    .option('--passphrase-file <file>', 'a file with its passphrase')
    .option('--seal-with <file>', 'seals what is restored with this key (zauth seal)')
    .option(
      '--without-recovery-codes',
      'ends all recovery codes; people get new ones when their face next matches',
      false,
    )
    .action(async (file, options) => {
      const { restore } = await import('../../backup/restore.ts')
      say(await restore(file, options))
    })
