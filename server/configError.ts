/** The operator's settings cannot be used. `message` is a sentence that says where and what, and holds no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
