import { parseArgs } from 'node:util'

export const usage = `Usage: zauth serve --config FILE
       zauth reset --config FILE --client ID --user USER

serve   runs a verifier: OpenID Connect for websites, the encrypted match for the
        ZAuth extension
reset   removes the device of an account, so that the person can enrol again; the
        verifier must not be running

  --config FILE   settings in TOML; environment variables ZAUTH_ISSUER, ZAUTH_DATA,
                  ZAUTH_LISTEN_HOST, ZAUTH_LISTEN_PORT and others win over it
  --client ID     the website's id in the settings
  --user USER     the website's id of the user
  --help          this text
`

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'serve'; readonly config: string }
  | { readonly name: 'reset'; readonly config: string; readonly client: string; readonly user: string }

/** The wrong words on the command line: `message` says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * What the command line asks for.
 * @throws UsageError
 */
export function readArguments(words: readonly string[]): Command {
  const { values, positionals } = parse(words)
  if (values.help === true) return { name: 'help' }
  const [name, ...rest] = positionals
  if ((name !== 'serve' && name !== 'reset') || rest.length > 0) {
    throw new UsageError('Expected the command: serve or reset')
  }
  const { config, client, user } = values
  if (config === undefined) throw new UsageError('Expected --config FILE')
  if (name === 'serve') return { name, config }
  if (client === undefined || user === undefined) throw new UsageError('Expected --client ID and --user USER')
  return { name, config, client, user }
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
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : 'Expected other arguments', { cause })
  }
}
