import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { collect, configOption } from '../options.ts'
import type { Say } from '../program.ts'

export const backupCommand = (say: Say) =>
  new Command('backup')
    .summary('takes a backup while the verifier runs')
    .description(
      'Takes a backup into one file, while the verifier runs or not: accounts, devices, recovery codes, tries, keys, registered websites, the audit log and the settings. Whatever was confirmed before it began is in it, and nothing that is half done. Sign-ins that are under way, which live for minutes, are not. It holds the verifier’s keys: it is encrypted, unless --plain says that it need not be.',
    )
    .addOption(configOption())
    .option(
      '--to <path>',
      'the file to make, or a folder that is there, in which it gets a name with the date and time; nothing is overwritten',
      '.',
    )
    .option('--recipient <key>', 'encrypts it for an age public key (age1…); may be given more than once', collect)
    .option('--passphrase-file <file>', 'encrypts it by the passphrase in a file')
    .option('--plain', 'leaves it unencrypted: whoever reads it has the keys of the verifier', false)
    .action(async ({ config: settings, to, recipient = [], passphraseFile, plain }) => {
      const { backup } = await import('../../backup/backup.ts')
      say(await backup(await loadConfig(settings, process.env), { to, recipient, passphraseFile, plain, settings }))
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
