import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'

export const keysCommand = (say: Say) =>
  new Command('keys')
    .summary('those that sign id_tokens, and answers to extensions')
    .description(
      'The keys that sign id_tokens, and those that sign answers to extensions, which pin them. A verifier that runs takes notice of a new one by itself.',
    )
    .addCommand(
      new Command('list')
        .description('Shows them.')
        .addOption(configOption())
        .action(async ({ config }) => {
          const { listKeys } = await import('../keys.ts')
          say(await listKeys(await loadConfig(config, process.env)))
        }),
    )
    .addCommand(
      new Command('rotate')
        .description(
          'Makes a new key for id_tokens, which is published for a day before it signs; the old one is published for a day after that.',
        )
        .addOption(configOption())
        .option(
          '--answers',
          'a new key for answers instead, which signs in a day; extensions go over to it by a statement that the old one signs',
          false,
        )
        .option(
          '--stolen',
          'the old key is in wrong hands: the new one signs at once, and the old one is taken back. Sign-ins under way may fail; with --answers every device has to be enrolled anew',
          false,
        )
        .action(async ({ config, ...which }) => {
          const { rotateKey } = await import('../keys.ts')
          say(await rotateKey(await loadConfig(config, process.env), which))
        }),
    )
    .addCommand(
      new Command('prune')
        .description('Deletes private keys that sign no more.')
        .addOption(configOption())
        .action(async ({ config }) => {
          const { deleteOldKeys } = await import('../keys.ts')
          say(await deleteOldKeys(await loadConfig(config, process.env)))
        }),
    )
