import * as v from 'valibot'
import { ConfigError } from '../config/configError.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { codeIdOf } from '../codes/codeIdOf.ts'
import { drawCode } from '../codes/drawCode.ts'
import { readCode } from '../codes/readCode.ts'
import { changeDocument } from '../documents/changeDocument.ts'
import type { Documents } from '../documents/documents.ts'
import { OperatorName, operatorsIn, operatorsText, type Operator } from './operatorsIn.ts'
import { hashPassword } from './passwordHash.ts'
import { accountOf } from './userOf.ts'

/** Milliseconds in which she has to set up her face. */
const ticketLife = 24 * 60 * 60_000

/** What a new operator is told, once. */
export interface Admitted {
  /** Two codes of sixty bits. */
  readonly password: string
  /** Lets her set up her face at her first sign-in. */
  readonly code: string
}

/**
 * Names an operator: draws a password, and a code by which she sets up her face. Neither is stored.
 *
 * @param now milliseconds since 1970
 * @throws ConfigError when the name is taken, or is none
 */
export async function addOperator(documents: Documents, name: string, now: number): Promise<Admitted> {
  if (!v.is(OperatorName, name)) {
    throw new ConfigError('name: Expected 1 to 32 small letters, digits, dots, dashes or underscores')
  }
  const [password, code] = [`${drawCode()}-${drawCode()}`, drawCode()]
  const tag = drawCode().slice(0, 7).replace('-', '')
  const keys = await loadKeys(documents)
  const id = await codeIdOf({ keys }, accountOf({ name, tag }), readCode(code) ?? code)
  const operator: Operator = {
    name,
    tag,
    password: await hashPassword(password),
    ticket: { id, until: now + ticketLife },
  }
  await changeDocument(documents, 'operators', (seen) => {
    const operators = operatorsIn(seen, documents.place('operators'))
    if (operators.some((known) => known.name === name))
      throw new ConfigError(`name: There is an operator ${name} already`)
    return operatorsText([...operators, operator])
  })
  return { password, code }
}
