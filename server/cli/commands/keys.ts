import { Command } from '@commander-js/extra-typings'
import type { VerifierConfig } from '../../config/config.ts'
import { pruneKeys } from '../../keys/pruneKeys.ts'
import { rotateAnswerKey } from '../../keys/rotateAnswerKey.ts'
import { rotateKeys } from '../../keys/rotateKeys.ts'
import { loadConfig } from '../../config/loadConfig.ts'
import { checkDataFolder } from '../../store/checkDataFolder.ts'
import type { Documents } from '../../documents/documents.ts'
import { openDocuments } from '../../documents/openDocuments.ts'
import { noteByCommand } from '../noteByCommand.ts'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'
import { tableOfKeys } from '../tableOfKeys.ts'

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
        .action(async ({ config: file, answers, stolen }) => {
          const config = await loadConfig(file, process.env)
          await withKeys(config, async (documents) => {
            const now = Date.now()
            await (answers
              ? rotateAnswerKey(documents, { issuer: config.issuer, now, isStolen: stolen })
              : rotateKeys(documents, now, stolen))
            const detail = [...(answers ? ['answers'] : []), ...(stolen ? ['stolen'] : [])].join(' ') || undefined
            await noteByCommand(config, { action: 'keys rotated', by: { operator: 'keys rotate' }, detail })
            say(await tableOfKeys(documents, Date.now()))
          })
        }),
    )
    .addCommand(
      new Command('prune')
        .description('Deletes private keys that sign no more.')
        .addOption(configOption())
        .action(async ({ config: file }) => {
          const config = await loadConfig(file, process.env)
          await withKeys(config, async (documents) => {
            const deleted = await pruneKeys(documents, Date.now())
            if (deleted > 0)
              await noteByCommand(config, {
                action: 'keys deleted',
                by: { operator: 'keys prune' },
                detail: String(deleted),
              })
            say(`${deleted} private keys were deleted.\n\n${await tableOfKeys(documents, Date.now())}`)
          })
        }),
    )

async function withKeys(config: VerifierConfig, work: (documents: Documents) => Promise<void>): Promise<void> {
  if (config.database === undefined) await checkDataFolder(config.data)
  await using acquired = new AsyncDisposableStack()
  await work(acquired.adopt(await openDocuments(config), (opened) => opened.close()))
}
