import type { Documents } from '../documents/documents.ts'
import { operatorsIn, operatorsText, type Operator } from './operatorsIn.ts'

/** Who may look at the operators' pages. */
export interface Operators {
  /** @throws ConfigError when the document is damaged */
  find(name: string): Operator | null
  /**
   * Takes what lets an operator enrol her first device out of the document, so that nobody takes it twice.
   * @returns whether it was there, and its time is not over at `now` (milliseconds since 1970)
   */
  takeTicket(operator: Operator, now: number): Promise<boolean>
}

/** Follows the document: who comes or goes by command counts at once. */
export async function openOperators(documents: Documents): Promise<Operators> {
  const current = await documents.follow('operators')
  const place = documents.place('operators')
  let last: Promise<unknown> = Promise.resolve()

  async function takeTicket({ name, tag }: Operator, now: number): Promise<boolean> {
    for (;;) {
      // As it is, not as it was when it was last followed.
      const seen = await documents.read('operators')
      const operators = operatorsIn(seen, place)
      const operator = operators.find((one) => one.name === name && one.tag === tag)
      if (seen === null || operator === undefined || operator.ticket.until <= now) return false
      const spent = { ...operator, ticket: { ...operator.ticket, until: 0 } }
      const next = operators.map((one) => (one === operator ? spent : one))
      if (await documents.replace('operators', seen.version, operatorsText(next))) return true
    }
  }

  return {
    find: (name) => operatorsIn(current(), place).find((operator) => operator.name === name) ?? null,
    takeTicket(operator, now) {
      // One after the other: a file is changed by one at a time.
      const taking = last.then(() => takeTicket(operator, now))
      last = taking.catch(() => undefined)
      return taking
    },
  }
}
