import { parseArgs } from 'node:util'

export const usage = `Usage: zauth serve --config FILE

Runs a verifier: OpenID Connect for websites, the encrypted match for the ZAuth extension.

  --config FILE   settings in TOML; environment variables ZAUTH_ISSUER, ZAUTH_DATA,
                  ZAUTH_LISTEN_HOST, ZAUTH_LISTEN_PORT and others win over it
  --help          this text
`

export type Command = { readonly name: 'serve'; readonly config: string } | { readonly name: 'help' }

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
  const [command, ...rest] = positionals
  if (command !== 'serve' || rest.length > 0) throw new UsageError('Expected the command: serve')
  if (values.config === undefined) throw new UsageError('Expected --config FILE')
  return { name: 'serve', config: values.config }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : 'Expected other arguments', { cause })
  }
}
