import { Command } from '@commander-js/extra-typings'
import type { AuditAction } from '../../audit/actions.ts'
import type { VerifierConfig } from '../../config/config.ts'
import { ConfigError } from '../../config/configError.ts'
import { loadConfig } from '../../config/loadConfig.ts'
import { readSealKey, makeSealKey } from '../../seal/sealKey.ts'
import { checkDataFolder } from '../../store/checkDataFolder.ts'
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
          await makeSealKey(out)
          say(`Made ${out}. Keep a copy away from the data. Next: sealWith = "${out}" in the settings\n`)
        }),
    )
    .addCommand(
      new Command('on')
        .description(`Seals what is stored with the key of sealWith. ${stopped}`)
        .addOption(configOption())
        .action(async ({ config: file }) => {
          const config = await loadConfig(file, process.env)
          const key = keyOf(config, 'the path of a key (zauth seal key)')
          say(await change(config, null, key))
          await note(config, key, 'store sealed', 'seal on')
        }),
    )
    .addCommand(
      new Command('off')
        .description(`Brings what is stored into the clear again. ${stopped}`)
        .addOption(configOption())
        .action(async ({ config: file }) => {
          const config = await loadConfig(file, process.env)
          say(await change(config, keyOf(config, usedKey), null))
          await note(config, null, 'store unsealed', 'seal off')
          say('Next: take sealWith out of the settings; until then no verifier starts\n')
        }),
    )
    .addCommand(
      new Command('rotate')
        .description(`Seals what is stored with another key instead of that of sealWith. ${stopped}`)
        .addOption(configOption())
        .requiredOption('--to <file>', 'the other key')
        .action(async ({ config: file, to }) => {
          const config = await loadConfig(file, process.env)
          say(await change(config, keyOf(config, usedKey), to))
          await note(config, to, 'seal key changed', 'seal rotate')
          say(`Next: sealWith = "${to}" in the settings; until then no verifier starts\n`)
        }),
    )

const usedKey = 'the path of the key that what is stored is sealed with'

function keyOf({ sealWith }: VerifierConfig, expected: string): string {
  if (sealWith === undefined) throw new ConfigError(`sealWith is missing: Expected ${expected}`)
  return sealWith
}

/** @param key by which everything is sealed now: the settings say it later */
async function note(config: VerifierConfig, key: string | null, action: AuditAction, command: string): Promise<void> {
  const changed = { ...config }
  if (key === null) delete changed.sealWith
  else changed.sealWith = key
  const { noteByCommand } = await import('../noteByCommand.ts')
  await noteByCommand(changed, { action, by: { operator: command } })
}

/** @returns what was done, as a sentence */
async function change(config: VerifierConfig, from: string | null, to: string | null): Promise<string> {
  if (config.database === undefined) await checkDataFolder(config.data)
  const sealers = [
    from === null ? null : await readSealKey(from),
    to === null ? null : await readSealKey(to, from === null ? 'sealWith' : '--to'),
  ] as const
  const { reseal } = await import('../../seal/reseal.ts')
  const { records, devices } = await reseal(config, ...sealers)
  const done = `${records} records and the ciphertexts of ${devices} devices`
  return to === null ? `Brought ${done} into the clear.\n` : `Sealed ${done}, the keys and the registered websites.\n`
}
