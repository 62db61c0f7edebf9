import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { momentOf } from '../momentOf.ts'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'

export const auditCommand = (say: Say) =>
  new Command('audit')
    .summary('the log of who did what')
    .description(
      'The log of who did what: operators by command, devices by their keys, people by recovery codes. Accounts and devices stand in it under keyed names, never under their own. A verifier may run meanwhile.',
    )
    .addCommand(
      new Command('verify')
        .description(
          'Looks at every line: whether it is as the verifier wrote it, follows the one before, and none is missing. Names the first that is wrong, and exits with 1.\n\n' +
            'What it notices: lines that were changed, removed, added or moved by whoever has not the verifier’s keys; a beginning or an end that was cut off. ' +
            'What it cannot notice by itself: lines of the last ten seconds that were cut off before they were signed; all of the log put back as it was earlier, or taken away, together with the signature beside it; ' +
            'and whatever is written by somebody who has the keys. The verifier’s other log says the number and hash of a line each time the audit log is signed: keep that log on another machine, and give one of them to --expect.',
        )
        .addOption(configOption())
        .option('--expect <line>', 'number and hash of a line that is known from elsewhere, as in 120:…')
        .action(async ({ config, expect }) => {
          const { verifyAuditLog } = await import('../../audit/verifyAuditLog.ts')
          const { text, isWell } = await verifyAuditLog(await loadConfig(config, process.env), expect)
          say(text)
          if (!isWell) process.exitCode = 1
        }),
    )
    .addCommand(
      new Command('show')
        .description('Prints it, a line for each thing that was done. Does not check it: see verify.')
        .addOption(configOption())
        .option(
          '--since <time>',
          'from this time on, as in 2026-01-31 or 2026-01-31T08:00 (in UTC, as all times here) or 2026-01-31T08:00+01:00',
          momentOf,
        )
        .action(async ({ config, since = 0 }) => {
          const { showAuditLog } = await import('../../audit/verifyAuditLog.ts')
          // Beside the lines, which other programs may read.
          if (since > 0) process.stderr.write(`From ${new Date(since).toISOString()} (UTC) on:\n`)
          await showAuditLog(await loadConfig(config, process.env), since, say)
        }),
    )
