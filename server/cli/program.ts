import { Command, type CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { settingVariables } from '../config/settingVariables.ts'
import { version } from '../version.ts'
import { accountsCommand } from './commands/accounts.ts'
import { auditCommand } from './commands/audit.ts'
import { backupCommand } from './commands/backup.ts'
import { clientsCommand } from './commands/clients.ts'
import { doctorCommand } from './commands/doctor.ts'
import { initCommand } from './commands/init.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { operatorsCommand } from './commands/operators.ts'
import { resetCommand } from './commands/reset.ts'
import { restoreCommand } from './commands/restore.ts'
import { sealCommand } from './commands/seal.ts'
import { serveCommand } from './commands/serve.ts'
import { tidyCommand } from './commands/tidy.ts'

/** Prints what a command has to say. */
export type Say = (text: string) => void

/**
 * The command line. Each command is a file of its own in `commands`, and loads what it does only when it does it.
 *
 * @param say takes what is printed to standard output
 */
export function createProgram(say: Say): Command {
  const program = new Command('zauth')
    .description('The verifier of ZAuth: a second factor that is a face, checked under homomorphic encryption.')
    .helpCommand('help [command]', 'what a command does, and its options')
    .helpOption('-h, --help', 'this text')
    .version(version, '-V, --version', 'the version of this program')
    .showHelpAfterError('See zauth --help.')
    // An option is that of the command it stands behind: `backup` and `backup verify` have some of the same name.
    .enablePositionalOptions()
    .configureOutput({ writeOut: say })
    .addCommand(initCommand(say))
    .addCommand(serveCommand())
    .addCommand(doctorCommand(say))
    .addCommand(clientsCommand(say))
    .addCommand(keysCommand(say))
    .addCommand(operatorsCommand(say))
    .addCommand(accountsCommand(say))
    .addCommand(resetCommand(say))
    .addCommand(auditCommand(say))
    .addCommand(tidyCommand(say))
    .addCommand(sealCommand(say))
    .addCommand(migrateCommand(say))
    .addCommand(backupCommand(say))
    .addCommand(restoreCommand(say))
    .addHelpText(
      'after',
      `
${settingsHelp()}

Exit codes:
  0  it is done
  1  it failed, and may go well when it is tried again: a database or a network that is away, a port or data in use, a full disk; and what
     "doctor", "audit verify" and "backup verify" found wrong
  2  the command line, the settings or what they name has to be changed first, or nobody said yes: trying again is of no use

A first verifier: zauth init, zauth serve, and then zauth clients add for each website.`,
    )
  inherit(program)
  return program
}

function settingsHelp(): string {
  const names = Object.keys(settingVariables)
  const lines = [names.slice(0, 6), names.slice(6)].map((some) => `  ${some.join(' ')}`)
  return `Settings are read from a TOML file: zauth.toml of the folder where it is run, unless --config names another. Paths in it begin in its own folder.
These environment variables win over it, and so does ZAUTH_CLIENT_SECRET_<ID> for each website in it:
${lines.join('\n')}`
}

/** Whether it says that help was asked for and given, which is no failure. */
export function isHelp({ exitCode }: CommanderError): boolean {
  return exitCode === 0
}

/** What is set for the program holds for its commands: added ones do not take it over by themselves. */
function inherit(parent: CommandUnknownOpts): void {
  // Nothing below ends the process: whoever runs it says with which code.
  parent.exitOverride()
  for (const child of parent.commands) {
    child.copyInheritedSettings(parent)
    inherit(child)
  }
}
