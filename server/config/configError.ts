/**
 * What an operator gave, settings, an option, a file that they name or what is stored there, cannot be used as it is. `message` says where and
 * what, one sentence for each mistake, and holds nothing secret.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
