import type { VerifierConfig } from '../config/config.ts'
import { addOperator } from '../operators/addOperator.ts'
import { operatorsIn } from '../operators/operatorsIn.ts'
import { removeOperator } from '../operators/removeOperator.ts'
import { operatorUrl } from '../operators/operatorUrl.ts'
import type { Say } from './program.ts'
import { withVerifier } from './withVerifier.ts'

/**
 * @param say takes what the new operator has to know, for her eyes only: before the audit log is written, as that may fail
 * @throws ConfigError
 */
export async function admitOperator(config: VerifierConfig, name: string, say: Say): Promise<void> {
  await withVerifier(config, async ({ documents, note }) => {
    const { password, code } = await addOperator(documents, name, Date.now())
    const url = operatorUrl(config)
    say(`Added ${name}. What follows is shown this once:

  password        ${password}
  code for a face ${code}   (counts for a day, when the verifier asks for one at the first sign-in)

${url === null ? `There are no pages yet: ${missing(config)}.` : `The pages are at ${url}/admin`}
`)
    note({ action: 'operator added', by: { operator: 'operators add' }, detail: name })
  })
}

const missing = ({ operator }: VerifierConfig): string =>
  operator === undefined
    ? 'the setting "operator" names their address'
    : `operator.url has to name an https address that leads to ${operator.host}, which is not this machine alone`

/** @throws ConfigError */
export async function namesOfOperators(config: VerifierConfig): Promise<string> {
  return await withVerifier(config, async ({ documents }) => {
    const operators = operatorsIn(await documents.read('operators'), documents.place('operators'))
    if (operators.length === 0) return 'There is no operator: see zauth operators add\n'
    return operators.map(({ name }) => `${name}\n`).join('')
  })
}

/**
 * @returns what was done, as a sentence
 * @throws ConfigError
 */
export async function dismissOperator(config: VerifierConfig, name: string): Promise<string> {
  await withVerifier(config, async ({ documents, note }) => {
    await removeOperator(documents, name)
    note({ action: 'operator removed', by: { operator: 'operators remove' }, detail: name })
  })
  return `Removed ${name}. Her sessions are over.\n`
}
