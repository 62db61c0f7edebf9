import { Command } from '@commander-js/extra-typings'
import { rotateKeys } from '../../keys/rotateKeys.ts'
import { loadConfig } from '../../loadConfig.ts'
import { checkDataFolder } from '../../store/checkDataFolder.ts'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'
import { tableOfKeys } from '../tableOfKeys.ts'

export const keysCommand = (say: Say) =>
  new Command('keys')
    .summary('those that sign id_tokens')
    .description(
      'The keys that sign id_tokens. A verifier that runs takes notice of a new one by itself. What extensions pin when they enrol is another key, which stays.',
    )
    .addCommand(
      new Command('list')
        .description('Shows them.')
        .addOption(configOption())
        .action(async ({ config: file }) => {
          const { data } = await loadConfig(file, process.env)
          await checkDataFolder(data)
          say(tableOfKeys(data, Date.now()))
        }),
    )
    .addCommand(
      new Command('rotate')
        .description(
          'Makes a new key, which is published for a day before it signs; the old one is published for a day after that.',
        )
        .addOption(configOption())
        .option(
          '--stolen',
          'the old key is in wrong hands: the new one signs at once, and the old one is taken back. Sign-ins under way may fail',
          false,
        )
        .action(async ({ config: file, stolen }) => {
          const { data } = await loadConfig(file, process.env)
          await checkDataFolder(data)
          await rotateKeys(data, Date.now(), stolen)
          say(tableOfKeys(data, Date.now()))
        }),
    )
