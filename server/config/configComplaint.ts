import * as v from 'valibot'

/** What the schema's own words for types are called where operators read them. */
const kinds = new Map([
  ['string', 'a text'],
  ['boolean', 'true or false'],
  ['Array', 'a list'],
  ['Object', 'a table'],
])

/**
 * What is wrong with a setting, as a sentence: `issuer is missing`, `listen.port: Expected a whole number from 1 to 65535`.
 * Valibot's own messages quote what was received, which may be a secret; ours do not.
 */
export function complaintOf(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue)
  if (where === null) return expectationOf(issue)
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${where}: Unknown setting`
  if (issue.kind === 'schema' && issue.input === undefined) return `${where} is missing`
  return `${where}: ${expectationOf(issue)}`
}

/** The same without its place: `Expected a whole number from 1 to 65535`. */
export function expectationOf({ message, expected }: v.BaseIssue<unknown>): string {
  // Valibot's own begin with "Invalid".
  if (message.startsWith('Expected ')) return message
  const choices = expected?.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ')
  return `Expected ${kinds.get(expected ?? '') ?? choices ?? 'another value'}`
}
