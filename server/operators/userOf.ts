import { accountIdOf } from '../interactions/accountIdOf.ts'
import type { Operator } from './operatorsIn.ts'

/** The verifier as its own website: whose accounts are its operators'. */
export const operatorsClient = 'zauth-operators'

/** The user that an operator is there. */
export function userOf({ name, tag }: Pick<Operator, 'name' | 'tag'>): string {
  return `${name} (${tag})`
}

/** Her account. */
export function accountOf(operator: Pick<Operator, 'name' | 'tag'>): string {
  return accountIdOf(operatorsClient, userOf(operator))
}
