import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../loadConfig.ts'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'
import { reset } from '../reset.ts'
import { tellWebsite } from '../tellWebsite.ts'

export const resetCommand = (say: Say) =>
  new Command('reset')
    .summary('the same as accounts reset')
    .description(
      'Removes the devices of an account, so that the person can enrol again, and tells the website if it wants to know. A verifier that keeps its records in files must not be running.',
    )
    .addOption(configOption())
    .requiredOption('--client <id>', 'the website’s id')
    .requiredOption('--user <user>', 'the website’s id of the user')
    .action(async ({ config: file, client, user }) => {
      const config = await loadConfig(file, process.env)
      say(`${await reset(config, client, user)}\n`)
      say(await tellWebsite(config, client, user))
    })
