import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { usualConfig } from '../config/usualConfig.ts'

/** Options that several commands have. */
export const configOption = () => new Option('--config <file>', 'settings in TOML').default(usualConfig)

/** Of which website, and whose account there. */
export const clientOption = () => new Option('--client <id>', 'the website’s id').makeOptionMandatory()
export const userOption = () => new Option('--user <user>', 'the website’s id of the user').makeOptionMandatory()

/** Whoever says it is not asked whether what cannot be taken back is meant. */
export const yesOption = () => new Option('-y, --yes', 'do not ask whether it is meant').default(false)

/** One more value of an option that may be given more than once. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** A number of days. */
export function daysOf(text: string): number {
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (days < 1) throw new InvalidArgumentError('Expected a whole number from 1.')
  return days
}
