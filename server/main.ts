import { CommanderError } from '@commander-js/extra-typings'
import { ZAuthError } from '../shared/protocol/errors.ts'
import { createProgram, isHelp } from './cli/program.ts'
import { ConfigError } from './configError.ts'

const badUsage = 2

const program = createProgram((text) => process.stdout.write(text))
program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // It has said what is wrong.
    process.exitCode = isHelp(error) ? 0 : badUsage
  } else if (error instanceof ConfigError) {
    process.exitCode = badUsage
    process.stderr.write(`${error.message}\n`)
  } else if (error instanceof ZAuthError) {
    process.exitCode = 1
    process.stderr.write(`${error.message}${error.detail === undefined ? '' : ` (${error.detail})`}\n`)
  } else {
    process.exitCode = 1
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  }
})
