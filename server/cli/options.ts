import { Option } from '@commander-js/extra-typings'
import { usualConfig } from '../usualConfig.ts'

/** Options that several commands have. */
export const configOption = () => new Option('--config <file>', 'settings in TOML').default(usualConfig)

/** One more value of an option that may be given more than once. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
