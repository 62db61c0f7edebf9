import { Command } from '@commander-js/extra-typings'
import { ConfigError } from '../../configError.ts'
import { loadConfig } from '../../loadConfig.ts'
import { collect, configOption } from '../options.ts'
import type { Say } from '../program.ts'

export const backupCommand = (say: Say) =>
  new Command('backup')
    .summary('takes a backup while the verifier runs')
    .description(
      'Takes a backup into one file, while the verifier runs or not: accounts, devices, recovery codes, tries, keys, registered websites, the audit log and the settings. Whatever was confirmed before it began is in it, and nothing that is half done. Sign-ins that are under way, which live for minutes, are not. It holds the verifier’s keys: have it encrypted.',
    )
    .addOption(configOption())
    .option('--to <file>', 'the file to make; one that is there is not overwritten')
    .option('--recipient <key>', 'encrypts it for an age public key (age1…); may be given more than once', collect)
    .option('--passphrase-file <file>', 'encrypts it by the passphrase in a file')
    .action(async ({ config: settings, to, recipient = [], passphraseFile }) => {
      // Required here alone: what is required of a command is of those below it, too.
      if (to === undefined) throw new ConfigError('--to: Expected the file to make')
      const { backup } = await import('../../backup/backup.ts')
      say(await backup(await loadConfig(settings, process.env), { to, recipient, passphraseFile, settings }))
    })
    .addCommand(
      new Command('verify')
        .description('Reads a backup to its end and checks every byte of it. Puts nothing anywhere.')
        .argument('<file>', 'the backup')
        .option('--identity <file>', 'a file with the age secret key that it was encrypted for')
        .option('--passphrase-file <file>', 'a file with its passphrase')
        .action(async (file, options) => {
          const { verifyBackup } = await import('../../backup/verifyBackup.ts')
          say(await verifyBackup(file, options))
        }),
    )
