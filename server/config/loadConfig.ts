import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { checkConfig, type VerifierConfig } from './config.ts'
import { ConfigError } from './configError.ts'
import { secretVariableOf } from './secretVariableOf.ts'
import { numbers, settingVariables } from './settingVariables.ts'

type Table = Record<string, unknown>
type Environment = Readonly<Record<string, string | undefined>>

/**
 * Settings from a TOML file, then from the environment, which wins: `settingVariables`, and `ZAUTH_CLIENT_SECRET_<ID>` for each website
 * (its id in capitals, `_` for what is not a letter or digit). An empty variable counts as absent. Paths in the file are relative to the
 * folder that it lies in, those in variables to where the program is run.
 *
 * @throws ConfigError that names the file, or the variable where the mistake is in one
 */
export async function loadConfig(file: string, environment: Environment): Promise<VerifierConfig> {
  const settings = parseToml(file, await readConfigFile(file))
  for (const setting of paths)
    if (typeof settings[setting] === 'string' && settings[setting] !== '')
      settings[setting] = resolve(dirname(file), settings[setting])
  const given = variablesIn(settings, environment)
  for (const { setting, name } of given) put(settings, setting, valueOf(setting, environment[name] ?? ''))
  const config = checkConfig(settings, file, new Map(given.map(({ setting, name }) => [setting.join('.'), name])))
  // A variable is as much as a word of the command line.
  return { ...config, data: resolve(config.data), ...(config.sealWith && { sealWith: resolve(config.sealWith) }) }
}

/** Settings that say where something lies. */
const paths = ['data', 'sealWith']

interface Given {
  readonly name: string
  /** The way to it in the settings. */
  readonly setting: readonly string[]
}

/** Variables that are set, of those that mean something. */
function variablesIn({ clients }: Table, environment: Environment): Given[] {
  const websites = (Array.isArray(clients) ? clients : []).map((client: unknown, i) => ({
    name: secretVariableOf(isTable(client) && typeof client['id'] === 'string' ? client['id'] : ''),
    setting: ['clients', String(i), 'secret'],
  }))
  const all = Object.entries(settingVariables).map(([name, setting]) => ({ name, setting: setting.split('.') }))
  const given = [...all, ...websites].filter(({ name }) => (environment[name] ?? '').trim() !== '')
  const twice = given.find(({ name }, i) => given.findIndex((one) => one.name === name) < i)
  if (twice)
    throw new ConfigError(`${twice.name}: Expected to be the secret of one website, and the ids of several ask for it`)
  return given
}

/** Puts a value where it belongs. What is no table is left to the schema to refuse. */
function put(settings: Table, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    settings[name] = value
    return
  }
  const inner = (settings[name] ??= {})
  if (Array.isArray(inner) || isTable(inner)) put(inner as Table, rest, value)
}

function valueOf(setting: readonly string[], text: string): unknown {
  return numbers.includes(setting.join('.')) ? Number(text) : text
}

async function readConfigFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const isMissing = errorCodeOf(cause) === 'ENOENT'
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

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
