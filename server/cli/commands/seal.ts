import { Command } from '@commander-js/extra-typings'
import { loadConfig } from '../../config/loadConfig.ts'
import { configOption } from '../options.ts'
import type { Say } from '../program.ts'

const stopped = 'No verifier may run on this data meanwhile. After a crash, the same command goes on.'

export const sealCommand = (say: Say) =>
  new Command('seal')
    .summary('seals what is stored with a key of yours')
    .description(
      'Seals what is stored, records, ciphertexts, keys and registered websites, with a key in a file that sealWith names in the settings: whoever gets the disk or the database without it can read none of them. It does not protect against who can read the memory or the key of a verifier that runs.',
    )
    .addCommand(
      new Command('key')
        .description('Makes a key. Keep a copy where neither the data nor its backups are: without it all is lost.')
        .requiredOption('--out <file>', 'the file to make')
        .action(async ({ out }) => {
          const { makeSealKey } = await import('../../seal/sealKey.ts')
          await makeSealKey(out)
          say(`Made ${out}. Keep a copy away from the data. Next: sealWith = "${out}" in the settings\n`)
        }),
    )
    .addCommand(
      new Command('on')
        .description(`Seals what is stored with the key of sealWith. ${stopped}`)
        .addOption(configOption())
        .action(async ({ config }) => {
          const { sealAll } = await import('../sealing.ts')
          await sealAll(await loadConfig(config, process.env), say)
        }),
    )
    .addCommand(
      new Command('off')
        .description(`Brings what is stored into the clear again. ${stopped}`)
        .addOption(configOption())
        .action(async ({ config }) => {
          const { unsealAll } = await import('../sealing.ts')
          await unsealAll(await loadConfig(config, process.env), say)
          say('Next: take sealWith out of the settings; until then no verifier starts\n')
        }),
    )
    .addCommand(
      new Command('rotate')
        .description(`Seals what is stored with another key instead of that of sealWith. ${stopped}`)
        .addOption(configOption())
        .requiredOption('--to <file>', 'the other key')
        .action(async ({ config, to }) => {
          const { changeSealKey } = await import('../sealing.ts')
          await changeSealKey(await loadConfig(config, process.env), to, say)
          say(`Next: sealWith = "${to}" in the settings; until then no verifier starts\n`)
        }),
    )
