import { Command } from '@commander-js/extra-typings'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'

export const doctorCommand = (say: Say) =>
  new Command('doctor')
    .summary('says what is wrong, and how to mend it')
    .description(
      'Looks at the settings, the files, their owners and permissions, the disk, what is stored (each record, each device’s ciphertexts, the keys, each line of the audit log), the database, the issuer as browsers see it (its certificate, clock and proxy), the registered websites, the extension’s address, this machine, the encrypted match and the last backup. Changes nothing, and may be run while the verifier runs. Exit code 1 when something is wrong; a verifier that is not running is none of that, unless --running asks for it.',
    )
    .addOption(configOption())
    .option('--json', 'as JSON, for other programs', false)
    .option('--running', 'the verifier has to run: that it does not is a fault', false)
    .option('--all', 'looks at the ciphertexts of every device, however many; without it for a minute', false)
    .action(async ({ config, json, running, all }) => {
      const { examine } = await import('../../doctor/examine.ts')
      const findings = await examine(config, process.env, { running, all })
      if (json) say(`${JSON.stringify(findings, null, 2)}\n`)
      else {
        for (const { check, verdict, says, mend } of findings) {
          say(`${verdict.padEnd(11)}  ${check.padEnd(12)}  ${says}\n`)
          if (mend !== null) say(`${' '.repeat(27)}→ ${mend}\n`)
        }
      }
      if (findings.some(({ verdict }) => verdict === 'wrong')) process.exitCode = 1
    })
