import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isThere } from '../../files/isThere.ts'
import { errorCodeOf } from '../../files/errorCodeOf.ts'
import { checkConfig, type VerifierConfig } from '../../config/config.ts'
import { ConfigError } from '../../config/configError.ts'
import { makePrivate } from '../../files/openPrivate.ts'
import { loadConfig } from '../../config/loadConfig.ts'
import type { Say } from '../program.ts'
import { registerWebsite } from '../websites.ts'
import { begin } from './begin.ts'
import type { Asking } from './openAsking.ts'
import { rememberFolder } from './rememberFolder.ts'
import { settingsText } from './settingsText.ts'

/** What the command line has said; what is left out is asked for. */
export interface InitOptions {
  /** The file to make. */
  readonly config: string
  readonly issuer?: string | undefined
  readonly name?: string | undefined
  readonly data?: string | undefined
  readonly database?: string | undefined
  readonly host?: string | undefined
  readonly port?: number | undefined
  /** The first website's name; `false` for none. */
  readonly website?: string | false | undefined
  readonly redirect?: string | undefined
  readonly enrolment?: string | undefined
}

interface Website {
  readonly name: string
  readonly redirect: string
  readonly enrolment: string
}

/**
 * Makes the settings of a new verifier, its data folder with its keys and, if one is named, its first website. Where there are settings
 * already, written by hand, say, they stay, and what they name is made.
 *
 * @param say takes what was made, and what to paste into the website
 * @throws ConfigError when all is there, or something that was said cannot be used: then what was made is taken away again
 */
export async function init(options: InitOptions, asking: Asking, say: Say): Promise<void> {
  const { config: file } = options
  if (await isThere(file)) {
    say(await beginBy(options))
    return
  }
  const settings = await settingsOf(options, asking)
  const website = await websiteOf(options, asking)
  const config = checkConfig(settings, 'init')
  await writeNew(file, settingsText(config))
  const takeBack = await rememberFolder(config.data)
  const done = { isSaid: false }
  try {
    const made = (await begin(config)) ?? `nothing in ${config.data}, which is that of a verifier already`
    const sayMade = (paste: string) => {
      done.isSaid = true
      say(`Made ${file} and ${made}.\n${paste}`)
    }
    if (website === null) sayMade('')
    else
      await register(config, website, (paste) => {
        sayMade(`\n${paste}`)
      })
  } catch (error) {
    // What was said is there, even if the audit log does not have it.
    if (!done.isSaid) {
      await rm(file)
      await takeBack()
    }
    throw error
  }
}

/** Begins the verifier of settings that are there. */
async function beginBy({ config: file, ...said }: InitOptions): Promise<string> {
  if (Object.values(said).some((value) => value !== undefined && value !== false))
    throw new ConfigError(`--config: ${file} is there already, and is left as it is`)
  const config = await loadConfig(file, process.env)
  const made = await begin(config)
  if (made === null)
    throw new ConfigError(`--config: ${file} is there already, and so is the verifier in ${config.data}`)
  return `Made ${made}, for the settings in ${file}.\n`
}

async function settingsOf(options: InitOptions, asking: Asking): Promise<object> {
  const issuer =
    options.issuer ??
    (await asking.ask('The address that browsers see (https, or http on localhost)', 'http://localhost:4000', (text) =>
      complaintAbout({ issuer: text, data: '.' }),
    ))
  const name =
    options.name ??
    (await asking.ask('The name that people see', 'ZAuth', (text) =>
      complaintAbout({ issuer: 'https://a.example', data: '.', name: text }),
    ))
  const data =
    options.data ?? (await asking.ask('The folder for records, ciphertexts and keys', './zauth-data', () => null))
  const url = URL.parse(issuer)
  const isHere = url?.protocol === 'http:'
  return {
    issuer,
    name,
    // Whatever folder the verifier is started in.
    data: data === '' ? '' : resolve(data),
    ...(options.database !== undefined && { database: options.database }),
    listen: {
      host: options.host ?? (isHere ? url.hostname.replace(/^\[|\]$/g, '') : '127.0.0.1'),
      port: options.port ?? (isHere ? Number(url.port || 80) : 4000),
    },
  }
}

async function websiteOf(options: InitOptions, asking: Asking): Promise<Website | null> {
  if (options.website === false) return null
  const name = options.website ?? (await asking.ask('A first website’s name (empty for none)', '', () => null))
  if (name === '') {
    if (options.redirect === undefined) return null
    throw new ConfigError('--website: Expected the name of the website that --redirect belongs to')
  }
  const redirect = options.redirect ?? (await asking.ask('The address there that browsers go back to', '', () => null))
  if (redirect === '') throw new ConfigError('--redirect: Expected the address that browsers go back to')
  const enrolment =
    options.enrolment ??
    (await asking.ask('Who may enrol a face there: open (at the first sign-in), ticket, closed', 'open', (text) =>
      ['open', 'ticket', 'closed'].includes(text) ? null : 'Expected open, ticket or closed',
    ))
  return { name, redirect, enrolment }
}

function register(config: VerifierConfig, { name, redirect, enrolment }: Website, say: Say): Promise<void> {
  const set = [`enrolment = ${JSON.stringify(enrolment)}`]
  return registerWebsite(config, { name, redirect: [redirect], set }, say)
}

function complaintAbout(settings: object): string | null {
  try {
    checkConfig(settings, 'init')
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll(/^init: \w+: /gm, '')
    throw error
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const file = await makePrivate(path).catch((cause: unknown) => {
    const code = errorCodeOf(cause) ?? 'unknown'
    throw new ConfigError(`--config: ${path} cannot be made (${code})`, { cause })
  })
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
