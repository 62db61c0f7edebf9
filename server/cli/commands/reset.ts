import { Command } from '@commander-js/extra-typings'
import { configOption, yesOption } from '../options.ts'
import type { Say } from '../program.ts'
import { resetByCommand } from '../resetByCommand.ts'

export const resetCommand = (say: Say) =>
  new Command('reset')
    .summary('the same as accounts reset')
    .description(
      'Removes the devices of an account, so that the person can enrol again, and tells the website if it wants to know. A verifier that keeps its records in files must not be running.',
    )
    .addOption(configOption())
    .requiredOption('--client <id>', 'the website’s id')
    .requiredOption('--user <user>', 'the website’s id of the user')
    .addOption(yesOption())
    .action((options) => resetByCommand(say, options))
