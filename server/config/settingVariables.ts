/** Environment variables that are settings, and which. */
export const settingVariables = {
  ZAUTH_ISSUER: 'issuer',
  ZAUTH_NAME: 'name',
  ZAUTH_DATA: 'data',
  ZAUTH_DATABASE: 'database',
  ZAUTH_SEAL_WITH: 'sealWith',
  ZAUTH_TRAINING: 'training',
  ZAUTH_FALSE_MATCH_RATE: 'falseMatchRate',
  ZAUTH_LIVENESS: 'liveness',
  ZAUTH_EXTENSION_URL: 'extensionUrl',
  ZAUTH_LISTEN_HOST: 'listen.host',
  ZAUTH_LISTEN_PORT: 'listen.port',
} as const

/** Settings of these that are numbers. */
export const numbers: readonly string[] = ['falseMatchRate', 'listen.port']
