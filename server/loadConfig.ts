import { readFile } from 'node:fs/promises'
import { parse, TomlError } from 'smol-toml'
import { checkConfig, type VerifierConfig } from './config.ts'
import { ConfigError } from './configError.ts'

type Table = Record<string, unknown>

/**
 * Settings from a TOML file, then from the environment, which wins: `ZAUTH_ISSUER`, `ZAUTH_NAME`, `ZAUTH_DATA`,
 * `ZAUTH_TRAINING`, `ZAUTH_FALSE_MATCH_RATE`, `ZAUTH_EXTENSION_URL`, `ZAUTH_LISTEN_HOST`, `ZAUTH_LISTEN_PORT`, and
 * `ZAUTH_CLIENT_SECRET_<ID>` for each website (its id in capitals, `_` for what is not a letter or digit).
 * @throws ConfigError
 */
export async function loadConfig(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<VerifierConfig> {
  const settings = parseToml(file, await readConfigFile(file))
  const { ZAUTH_LISTEN_HOST: host, ZAUTH_LISTEN_PORT: port, ZAUTH_FALSE_MATCH_RATE: rate } = environment
  const overridden = {
    ...settings,
    ...present({
      issuer: environment['ZAUTH_ISSUER'],
      name: environment['ZAUTH_NAME'],
      data: environment['ZAUTH_DATA'],
      training: environment['ZAUTH_TRAINING'],
      extensionUrl: environment['ZAUTH_EXTENSION_URL'],
      falseMatchRate: rate === undefined ? undefined : Number(rate),
    }),
    ...((host !== undefined || port !== undefined || settings['listen'] !== undefined) && {
      listen: {
        ...tableOf(settings['listen']),
        ...present({ host, port: port === undefined ? undefined : Number(port) }),
      },
    }),
    ...(Array.isArray(settings['clients']) && {
      clients: settings['clients'].map((client: unknown) => withSecret(tableOf(client), environment)),
    }),
  }
  return checkConfig(overridden, file)
}

async function readConfigFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new ConfigError(`${file}: Expected a file that can be read`, { cause })
  }
}

function parseToml(file: string, text: string): Table {
  try {
    return parse(text)
  } catch (cause) {
    // The parser quotes the line it stumbled over, which may hold a secret: only its place is told.
    const where = cause instanceof TomlError ? ` at line ${cause.line}, column ${cause.column}` : ''
    throw new ConfigError(`${file}: Expected TOML${where}`)
  }
}

function withSecret(client: Table, environment: Readonly<Record<string, string | undefined>>): Table {
  const id = typeof client['id'] === 'string' ? client['id'] : ''
  const secret = environment[`ZAUTH_CLIENT_SECRET_${id.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`]
  return { ...client, ...present({ secret }) }
}

/** A value that is no table is left to the schema to refuse. */
function tableOf(value: unknown): Table {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function present(values: Table): Table {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
