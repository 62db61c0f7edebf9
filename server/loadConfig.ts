import { readFile } from 'node:fs/promises'
import { parse, TomlError } from 'smol-toml'
import { checkConfig, type VerifierConfig } from './config.ts'
import { ConfigError } from './configError.ts'
import { secretVariableOf } from './secretVariableOf.ts'

type Table = Record<string, unknown>
type Environment = Readonly<Record<string, string | undefined>>

/**
 * Settings from a TOML file, then from the environment, which wins: `ZAUTH_ISSUER`, `ZAUTH_NAME`, `ZAUTH_DATA`,
 * `ZAUTH_DATABASE`, `ZAUTH_TRAINING`, `ZAUTH_FALSE_MATCH_RATE`, `ZAUTH_EXTENSION_URL`, `ZAUTH_LISTEN_HOST`, `ZAUTH_LISTEN_PORT`, and
 * `ZAUTH_CLIENT_SECRET_<ID>` for each website (its id in capitals, `_` for what is not a letter or digit). An empty
 * variable counts as absent.
 * @throws ConfigError
 */
export async function loadConfig(file: string, environment: Environment): Promise<VerifierConfig> {
  const settings = parseToml(file, await readConfigFile(file))
  const textOf = (name: string) => valueOf(environment, name)
  const numberOf = (name: string) => {
    const text = textOf(name)
    return text === undefined ? undefined : Number(text)
  }
  const { listen, clients } = settings
  const listening = present({ host: textOf('ZAUTH_LISTEN_HOST'), port: numberOf('ZAUTH_LISTEN_PORT') })
  const overridden = {
    ...settings,
    ...present({
      issuer: textOf('ZAUTH_ISSUER'),
      name: textOf('ZAUTH_NAME'),
      data: textOf('ZAUTH_DATA'),
      database: textOf('ZAUTH_DATABASE'),
      sealWith: textOf('ZAUTH_SEAL_WITH'),
      training: textOf('ZAUTH_TRAINING'),
      extensionUrl: textOf('ZAUTH_EXTENSION_URL'),
      falseMatchRate: numberOf('ZAUTH_FALSE_MATCH_RATE'),
      liveness: textOf('ZAUTH_LIVENESS'),
    }),
    ...((listen === undefined || isTable(listen)) && { listen: { ...listen, ...listening } }),
    ...(Array.isArray(clients) && {
      clients: clients.map((client: unknown) => (isTable(client) ? withSecret(client, environment) : client)),
    }),
  }
  return checkConfig(overridden, file)
}

async function readConfigFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw new ConfigError(
      isMissing
        ? `${file}: There is no such file. "zauth init" makes one; --config names another`
        : `${file}: Expected a file that can be read`,
      { cause },
    )
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

function withSecret(client: Table, environment: Environment): Table {
  const id = typeof client['id'] === 'string' ? client['id'] : ''
  return { ...client, ...present({ secret: valueOf(environment, secretVariableOf(id)) }) }
}

function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]
  return value?.trim() === '' ? undefined : value
}

/** A value that is no table is left to the schema to refuse. */
function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function present(values: Table): Table {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
