import { Command, Option } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { roads } from '../../roads/roads.ts'
import { collect, configOption, yesOption } from '../options.ts'
import type { Say } from '../program.ts'
import { requireYes } from '../requireYes.ts'

const idOption = () => new Option('--id <id>', 'the website’s id').makeOptionMandatory()

export const clientsCommand = (say: Say) =>
  new Command('clients')
    .summary('the websites that may ask')
    .description('The websites that may ask. A verifier that runs takes notice of each change by itself.')
    .addCommand(
      new Command('add')
        .description('Registers a website, and prints what to paste there.')
        .addOption(configOption())
        .requiredOption('--name <name>', 'what people read when the website asks')
        .requiredOption('--redirect <uri>', 'where their browsers go back to; may be given more than once', collect)
        .option(
          '--road <road>',
          `how it asks: ${roads.join(', ')}; oidc when it is left out; may be given more than once`,
          collect,
        )
        .option('--id <id>', 'its id; made up when it is left out')
        .option(
          '--set <setting>',
          'a line as in the settings file, such as enrolment="open" or falseMatchRate=1e-6; may be given more than once',
          collect,
        )
        .action(async ({ config, ...website }) => {
          const { registerWebsite } = await import('../websites.ts')
          await registerWebsite(await loadConfig(config, process.env), website, say)
        }),
    )
    .addCommand(
      new Command('list')
        .description('Shows all of them.')
        .addOption(configOption())
        .action(async ({ config }) => {
          const { tableOfWebsites } = await import('../websites.ts')
          say(await tableOfWebsites(await loadConfig(config, process.env)))
        }),
    )
    .addCommand(
      new Command('rotate')
        .description(
          'Gives a website that was registered by command a new secret, and prints what to paste there. The old one is good no more. A website that comes from Entra alone has none.',
        )
        .addOption(configOption())
        .addOption(idOption())
        .action(async ({ config, id }) => {
          const { renewSecret } = await import('../websites.ts')
          await renewSecret(await loadConfig(config, process.env), id, say)
        }),
    )
    .addCommand(
      new Command('remove')
        .description('Takes a website off the register. Its accounts keep their devices, for when it comes back.')
        .addOption(configOption())
        .addOption(idOption())
        .addOption(yesOption())
        .action(async ({ config: file, id, yes }) => {
          const config = await loadConfig(file, process.env)
          await requireYes(yes, `This ends sign-ins from the website ${id}; registered again, it gets another secret.`)
          const { removeWebsite } = await import('../websites.ts')
          say(await removeWebsite(config, id))
        }),
    )
