/**
 * The operator's settings cannot be used. `message` says where and what, one sentence for each mistake,
 * and holds nothing secret.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
