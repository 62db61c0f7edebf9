import type { VerifierConfig } from '../config/config.ts'

/** Where operators' browsers find their pages, without a slash at its end; `null` where there are none. */
export function operatorUrl({ operator }: Pick<VerifierConfig, 'operator'>): string | null {
  if (operator === undefined) return null
  return operator.url ?? `http://${operator.host}:${operator.port}`
}
