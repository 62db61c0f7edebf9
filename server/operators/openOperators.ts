import type { Documents } from '../store/documents.ts'
import { operatorsIn, type Operator } from './operatorsIn.ts'

/** Who may look at the operators' pages. */
export interface Operators {
  /** @throws ConfigError when the document is damaged */
  find(name: string): Operator | null
}

/** Follows the document: who comes or goes by command counts at once. */
export async function openOperators(documents: Documents): Promise<Operators> {
  const current = await documents.follow('operators')
  const place = documents.place('operators')
  return {
    find: (name) => operatorsIn(current(), place).find((operator) => operator.name === name) ?? null,
  }
}
