import type { Filter } from '../store.ts'
import type { Value } from './database.ts'
import { portableJson, portableText } from './portableText.ts'

/** What stands behind `where`, and the values that it names. */
export interface Conditions {
  readonly text: string
  readonly values: readonly Value[]
}

/**
 * The condition that a record has these field values, each equal as JSON values are: `null` is a value like another, and a field that
 * is missing has none.
 *
 * @param columns those that the table has beside the record
 * @param before how many values the statement has before these
 */
export function conditions<R>(match: Filter<R>, columns: readonly string[], before: number): Conditions {
  const values: Value[] = []
  const take = (value: Value): string => `$${before + values.push(value)}`
  const each = Object.entries(match).map(([field, wanted]) => {
    const list = Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]
    const texts = list.filter((one) => typeof one === 'string').map(portableText)
    const alternatives = list
      .filter((one) => typeof one !== 'string')
      .map((one) => `${jsonOf(field)} = ${take(portableJson(one))}::jsonb`)
    if (texts.length > 0) alternatives.push(`${textOf(field, columns)} = any(${take(texts)}::text[])`)
    return alternatives.length > 0 ? `(${alternatives.join(' or ')})` : 'false'
  })
  return { text: each.length > 0 ? each.join(' and ') : 'true', values }
}

function textOf(field: string, columns: readonly string[]): string {
  return field === 'id' || columns.includes(field) ? `"${checked(field)}"` : `record->>'${checked(field)}'`
}

function jsonOf(field: string): string {
  return `record->'${checked(field)}'`
}

/** Names of fields are the program's own; nothing else becomes part of a statement. */
function checked(field: string): string {
  if (!/^[A-Za-z]+$/.test(field)) throw new TypeError(`Unexpected field "${field}"`)
  return field
}
