import { ConfigError } from './configError.ts'

/** Nothing has to be changed: what the settings name is away, full or in use just now, and the same may go well later. */
export class NotNowError extends ConfigError {}
