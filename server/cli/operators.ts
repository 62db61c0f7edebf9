import type { VerifierConfig } from '../config/config.ts'
import { requireVerifier } from '../keys/requireVerifier.ts'
import { addOperator } from '../operators/addOperator.ts'
import { operatorsIn } from '../operators/operatorsIn.ts'
import { removeOperator } from '../operators/removeOperator.ts'
import { operatorUrl } from '../operators/operatorUrl.ts'
import type { Documents } from '../documents/documents.ts'
import { openDocuments } from '../documents/openDocuments.ts'
import { noteByCommand } from './noteByCommand.ts'
import type { Say } from './program.ts'

/**
 * @param say takes what the new operator has to know, for her eyes only: before the audit log is written, as that may fail
 * @throws ConfigError
 */
export async function admitOperator(config: VerifierConfig, name: string, say: Say): Promise<void> {
  await withDocuments(config, async (documents) => {
    const { password, code } = await addOperator(documents, name, Date.now())
    const url = operatorUrl(config)
    say(`Added ${name}. What follows is shown this once:

  password        ${password}
  code for a face ${code}   (counts for a day, when the verifier asks for one at the first sign-in)

${url === null ? `There are no pages yet: ${missing(config)}.` : `The pages are at ${url}/admin`}
`)
  })
  await noteByCommand(config, { action: 'operator added', by: { operator: 'operators add' }, detail: name })
}

const missing = ({ operator }: VerifierConfig): string =>
  operator === undefined
    ? 'the setting "operator" names their address'
    : `operator.url has to name an https address that leads to ${operator.host}, which is not this machine alone`

/** @throws ConfigError */
export async function namesOfOperators(config: VerifierConfig): Promise<string> {
  return await withDocuments(config, async (documents) => {
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
  await withDocuments(config, (documents) => removeOperator(documents, name))
  await noteByCommand(config, { action: 'operator removed', by: { operator: 'operators remove' }, detail: name })
  return `Removed ${name}. Her sessions are over.\n`
}

async function withDocuments<T>(config: VerifierConfig, work: (documents: Documents) => Promise<T>): Promise<T> {
  await requireVerifier(config)
  const documents = await openDocuments(config)
  try {
    return await work(documents)
  } finally {
    await documents.close()
  }
}
