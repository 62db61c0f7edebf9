import { errorCodes, type ErrorCode, type ZAuthError } from '../../shared/protocol/errors.ts'
import { translated } from './translated.ts'

/** The sentence of every error. The English ones are those of the errors themselves. */
export const english = Object.fromEntries(
  Object.entries(errorCodes).map(([code, { message }]) => [code, message]),
) as Record<ErrorCode, string>

const words = translated(english, {
  de: () => import('./de/errors.ts'),
  fr: () => import('./fr/errors.ts'),
  es: () => import('./es/errors.ts'),
  ar: () => import('./ar/errors.ts'),
})

/** What an error says to the person. */
export function sentenceOf({ code }: ZAuthError): string {
  return words[code]
}
