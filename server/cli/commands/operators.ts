import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { configOption, yesOption } from '../options.ts'
import type { Say } from '../program.ts'
import { requireYes } from '../requireYes.ts'

export const operatorsCommand = (say: Say) =>
  new Command('operators')
    .summary('who may look at the operators’ pages')
    .description(
      'Who may look at the operators’ pages, on the address of the setting "operator": a password, then a face. A verifier that runs takes notice of each change by itself.',
    )
    .addCommand(
      new Command('add')
        .description(
          'Names one, and prints her password and the code by which she sets up her face, once. The pages change nothing.',
        )
        .argument('<name>', 'small letters and digits')
        .addOption(configOption())
        .action(async (name, { config }) => {
          const { admitOperator } = await import('../operators.ts')
          await admitOperator(await loadConfig(config, process.env), name, say)
        }),
    )
    .addCommand(
      new Command('list')
        .description('Shows their names.')
        .addOption(configOption())
        .action(async ({ config }) => {
          const { namesOfOperators } = await import('../operators.ts')
          say(await namesOfOperators(await loadConfig(config, process.env)))
        }),
    )
    .addCommand(
      new Command('remove')
        .description('Takes one away, and ends her sessions. Who has lost her device is removed, and added again.')
        .argument('<name>', 'as she was added')
        .addOption(configOption())
        .addOption(yesOption())
        .action(async (name, { config, yes }) => {
          const { dismissOperator } = await import('../operators.ts')
          await requireYes(yes, `This takes ${name} away, and ends her sessions.`)
          say(await dismissOperator(await loadConfig(config, process.env), name))
        }),
    )
