import { Command } from '@commander-js/extra-typings'
import type { VerifierConfig } from '../../config.ts'
import { rotateKeys } from '../../keys/rotateKeys.ts'
import { loadConfig } from '../../loadConfig.ts'
import { checkDataFolder } from '../../store/checkDataFolder.ts'
import type { Documents } from '../../store/documents.ts'
import { openDocuments } from '../../store/openDocuments.ts'
import { noteByCommand } from '../noteByCommand.ts'
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
          const config = await loadConfig(file, process.env)
          await withKeys(config, async (documents) => {
            say(await tableOfKeys(documents, Date.now()))
          })
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
          const config = await loadConfig(file, process.env)
          await withKeys(config, async (documents) => {
            await rotateKeys(documents, Date.now(), stolen)
            const detail = stolen ? 'stolen' : undefined
            await noteByCommand(config, { action: 'keys rotated', by: { operator: 'keys rotate' }, detail })
            say(await tableOfKeys(documents, Date.now()))
          })
        }),
    )

async function withKeys(config: VerifierConfig, work: (documents: Documents) => Promise<void>): Promise<void> {
  if (config.database === undefined) await checkDataFolder(config.data)
  await using acquired = new AsyncDisposableStack()
  await work(acquired.adopt(await openDocuments(config), (opened) => opened.close()))
}
