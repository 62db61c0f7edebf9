import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { clientOption, configOption, userOption, yesOption } from '../options.ts'
import type { Say } from '../program.ts'
import { requireYes } from '../requireYes.ts'

/** `accounts reset`, and the same as a command of its own. */
export const resetCommand = (say: Say) =>
  new Command('reset')
    .summary('the same as accounts reset')
    .description(
      'Removes the devices of an account, its tries, codes and tickets, so that the person can enrol again, and tells the website if it wants to know. Until she does, whoever may enrol there can in her place. A verifier that keeps its records in files must not be running.',
    )
    .addOption(configOption())
    .addOption(clientOption())
    .addOption(userOption())
    .addOption(yesOption())
    .action(async ({ config, client, user, yes }) => {
      const [{ withAccounts }, { resetAccount }, { tellWebsite }] = await Promise.all([
        import('../accounts/withAccounts.ts'),
        import('../accounts/resetAccount.ts'),
        import('../tellWebsite.ts'),
      ])
      const settings = await loadConfig(config, process.env)
      await requireYes(yes, `This removes the devices of ${user} at the website ${client}, with codes and tickets.`)
      await withAccounts(settings, async (parts) => {
        say(`${await resetAccount(parts, client, user)}\n`)
        say(await tellWebsite(parts, client, user))
      })
    })
