import { Command } from '@commander-js/extra-typings'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'

export const doctorCommand = (say: Say) =>
  new Command('doctor')
    .summary('says what is wrong, and how to mend it')
    .description(
      'Looks at the settings, the files and their permissions, the disk, what is stored and its keys, the database, the issuer as browsers see it (its certificate, clock and proxy), the registered websites, the extension’s address, this machine, the encrypted match and the last backup. Changes nothing, and may be run while the verifier runs. Exit code 1 when something is wrong.',
    )
    .addOption(configOption())
    .option('--json', 'as JSON, for other programs', false)
    .action(async ({ config, json }) => {
      const { examine } = await import('../../doctor/examine.ts')
      const findings = await examine(config, process.env)
      if (json) say(`${JSON.stringify(findings, null, 2)}\n`)
      else {
        for (const { check, verdict, says, mend } of findings) {
          say(`${verdict.padEnd(11)}  ${check.padEnd(12)}  ${says}\n`)
          if (mend !== null) say(`${' '.repeat(27)}→ ${mend}\n`)
        }
      }
      if (findings.some(({ verdict }) => verdict === 'wrong')) process.exitCode = 1
    })
