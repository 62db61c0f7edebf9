import { ConfigError } from '../config/configError.ts'
import { changeDocument } from '../documents/changeDocument.ts'
import type { Documents } from '../documents/documents.ts'
import { operatorsIn, operatorsText } from './operatorsIn.ts'

/**
 * Removes an operator. A verifier that runs takes notice by itself: her sessions are over.
 * @throws ConfigError when there is nobody of that name
 */
export async function removeOperator(documents: Documents, name: string): Promise<void> {
  await changeDocument(documents, 'operators', (seen) => {
    const operators = operatorsIn(seen, documents.place('operators'))
    const others = operators.filter((known) => known.name !== name)
    if (others.length === operators.length) throw new ConfigError(`name: There is no operator ${name}`)
    return operatorsText(others)
  })
}
