import { CommanderError } from '@commander-js/extra-typings'
import { complaintOf } from './complaintOf.ts'
import { createProgram, isHelp } from './program.ts'

// Whoever reads along may have heard enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

const program = createProgram((text) => process.stdout.write(text))
program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // It has said what is wrong.
    process.exitCode = isHelp(error) ? 0 : 2
  } else {
    const { text, exitCode } = complaintOf(error)
    process.exitCode = exitCode
    process.stderr.write(`${text}\n`)
  }
})
