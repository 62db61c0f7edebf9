import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'

export const tidyCommand = (say: Say) =>
  new Command('tidy')
    .summary('removes what crashes have left in a database')
    .description(
      'Removes from a database what verifiers that crashed have left in it: devices that no account has, and templates that no device has. They open nothing and only take up room. Verifiers may be running: it looks twice, a minute apart, and removes what was left both times. A verifier with files does this by itself when it starts.',
    )
    .addOption(configOption())
    .action(async ({ config }) => {
      const { tidy } = await import('../tidy.ts')
      say(await tidy(await loadConfig(config, process.env)))
    })
