import * as v from 'valibot'
import { ConfigError } from '../config/configError.ts'
import type { Document } from '../documents/documents.ts'
import { jsonOf } from '../files/jsonOf.ts'

const base64url = (characters: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.length(characters))

/** What an operator is called. */
export const OperatorName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,31}$/))

const Operator = v.strictObject({
  name: OperatorName,
  /** Tells her account from that of somebody who had her name before. */
  tag: v.pipe(v.string(), v.regex(/^[A-Z0-9]{6}$/)),
  password: v.strictObject({ salt: base64url(22), hash: base64url(43) }),
  /** What lets her enrol her first device: `codeIdOf` the code that was printed, and until when it counts (milliseconds since 1970): nought once it was put where codes are looked for. */
  ticket: v.strictObject({ id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,128}$/)), until: v.number() }),
})
/** Somebody who may look at the operators' pages. */
export type Operator = v.InferOutput<typeof Operator>

const Operators = v.pipe(
  v.array(Operator),
  v.check((operators) => new Set(operators.map(({ name }) => name)).size === operators.length),
)

/**
 * The operators that a document names; none where there is none.
 * @throws ConfigError when it is damaged
 */
export function operatorsIn(document: Document | null, place: string): readonly Operator[] {
  if (document === null) return []
  const read = v.safeParse(Operators, jsonOf(document.text))
  if (read.success) return read.output
  throw new ConfigError(`${place}: Expected what "zauth operators add" writes`)
}

/** What a document says that names them. */
export const operatorsText = (operators: readonly Operator[]): string => `${JSON.stringify(operators, null, 2)}\n`
