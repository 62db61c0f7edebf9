import { jsonOf } from '../files/jsonOf.ts'

/**
 * The authentication context classes of which a request demands one: those of an essential `acr` (OIDC Core §5.5.1.1), else
 * those of `acr_values`, which a website that steps up means as a demand (RFC 9470 §4).
 *
 * @returns null when any will do
 */
export function demandedClasses({
  acr_values: values,
  claims,
}: Readonly<Record<string, unknown>>): readonly string[] | null {
  const essential = essentialClasses(claims)
  if (essential !== null) return essential
  return typeof values === 'string' && values !== '' ? values.split(' ') : null
}

function essentialClasses(claims: unknown): readonly string[] | null {
  // oidc-provider refuses what is no JSON by itself.
  const acr = memberOf(memberOf(typeof claims === 'string' ? jsonOf(claims) : null, 'id_token'), 'acr')
  if (memberOf(acr, 'essential') !== true) return null
  const [value, values] = [memberOf(acr, 'value'), memberOf(acr, 'values')]
  const wanted: readonly unknown[] = Array.isArray(values) ? values : value === undefined ? [] : [value]
  return wanted.length === 0 ? null : wanted.filter((entry) => typeof entry === 'string')
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined
}
