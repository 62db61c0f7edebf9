import { failureCode } from './databaseFailure.ts'

const lasting = ['28P01', '28000', '3D000', '42501']

/** Whether it stays so until somebody changes the settings or the database. A name may be unknown only until the network is there. */
export function isLasting(error: unknown): boolean {
  return lasting.includes(failureCode(error))
}

/**
 * What is wrong with the settings when a database cannot be opened, as a sentence with neither a name nor a password in it.
 * @returns null when it is nothing that settings could change
 */
export function databaseComplaint(error: unknown): string | null {
  const code = failureCode(error)
  switch (code) {
    case '28P01':
    case '28000':
      return 'The server does not let this user in; check the user, the password and what the server asks for'
    case '3D000':
      return 'There is no database of this name on the server'
    case '42501':
      return 'Expected a user who may make tables there'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'There is no server of this name'
    default:
      return /^(?:0A|2|42)/.test(code) ? null : `The server cannot be reached (${code})`
  }
}
