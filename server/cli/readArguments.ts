import { parseArgs } from 'node:util'

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'serve'; readonly config: string }
  | { readonly name: 'reset'; readonly config: string; readonly client: string; readonly user: string }
  | ClientsCommand
  | KeysCommand

export type ClientsCommand =
  | { readonly name: 'clients add'; readonly config: string; readonly website: NewWebsite }
  | { readonly name: 'clients list'; readonly config: string }
  | { readonly name: 'clients rotate' | 'clients remove'; readonly config: string; readonly id: string }

export type KeysCommand =
  | { readonly name: 'keys list'; readonly config: string }
  | { readonly name: 'keys rotate'; readonly config: string; readonly isStolen: boolean }

/** A website as the command line describes it. */
export interface NewWebsite {
  readonly id: string | undefined
  readonly label: string
  readonly redirects: readonly string[]
  readonly roads: readonly string[]
  /** Lines of TOML. */
  readonly settings: readonly string[]
}

/** The wrong words on the command line: `message` says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

type Values = ReturnType<typeof parse>['values']

const readers: Readonly<Record<string, (values: Values) => Command>> = {
  serve: (values) => ({ name: 'serve', config: required(values, 'config') }),
  reset: (values) => ({
    name: 'reset',
    config: required(values, 'config'),
    client: required(values, 'client'),
    user: required(values, 'user'),
  }),
  'clients list': (values) => ({ name: 'clients list', config: required(values, 'config') }),
  'clients rotate': (values) => ({
    name: 'clients rotate',
    config: required(values, 'config'),
    id: required(values, 'id'),
  }),
  'clients remove': (values) => ({
    name: 'clients remove',
    config: required(values, 'config'),
    id: required(values, 'id'),
  }),
  'clients add': (values) => ({
    name: 'clients add',
    config: required(values, 'config'),
    website: {
      id: values.id,
      label: required(values, 'name'),
      redirects: values.redirect ?? [],
      roads: values.road ?? [],
      settings: values.set ?? [],
    },
  }),
  'keys list': (values) => ({ name: 'keys list', config: required(values, 'config') }),
  'keys rotate': (values) => ({
    name: 'keys rotate',
    config: required(values, 'config'),
    isStolen: values.stolen === true,
  }),
}

/**
 * What the command line asks for.
 * @throws UsageError
 */
export function readArguments(words: readonly string[]): Command {
  const { values, positionals } = parse(words)
  if (values.help === true) return { name: 'help' }
  const reader = Object.hasOwn(readers, positionals.join(' ')) ? readers[positionals.join(' ')] : undefined
  if (reader === undefined) throw new UsageError(`Expected the command: ${Object.keys(readers).join(', ')}`)
  return reader(values)
}

function required(values: Values, option: 'config' | 'client' | 'user' | 'id' | 'name'): string {
  const value = values[option]
  if (value === undefined)
    throw new UsageError(`Expected --${option} ${option === 'config' ? 'FILE' : option.toUpperCase()}`)
  return value
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        client: { type: 'string' },
        user: { type: 'string' },
        id: { type: 'string' },
        name: { type: 'string' },
        redirect: { type: 'string', multiple: true },
        road: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        stolen: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : 'Expected other arguments', { cause })
  }
}
