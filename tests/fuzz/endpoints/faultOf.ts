import { errorCodes, isErrorCode } from '../../../shared/protocol/errors.ts'
import type { Answer } from './send.ts'
import type { Written } from './write.ts'

const innards =
  /\n\s+at .+:\d+|node_modules|\b(?:Type|Range|Reference|Syntax)Error\b|\[object Object\]|undefined is not/

/** What is wrong with an answer, `null` when nothing is: it is one of ours, whatever came in. */
export function faultOf(
  { method, path }: Written,
  { status, headers, body }: Answer,
  isForOperators = false,
): string | null {
  // A method that HTTP does not know, at an address of operators' programs.
  const isUnknownMethod = isForOperators && status === 501
  if (status >= 500 && !isUnknownMethod) return `status ${status}`
  if (innards.test(body)) return 'it shows its innards'
  if (body.includes('<script>alert')) return 'it says what it was told as it was told it'
  // Beside the pages there is what operators' programs ask.
  if (isForOperators && !/^\/admin(?:[/?]|$)/.test(path)) return null
  const policy = String(headers['content-security-policy'] ?? '')
  // What is no HTTP is refused by Node, before us, with a bare line.
  if (policy === '') return [400, 431].includes(status) && body === '' ? null : 'no content security policy'
  if (!policy.includes("frame-ancestors 'none'") || policy.includes('unsafe-')) return `policy ${policy}`
  if (headers['x-content-type-options'] !== 'nosniff') return 'it may be sniffed'
  if (status < 400 || method === 'HEAD') return null
  return faultOfRefusal(status, String(headers['content-type']), body)
}

function faultOfRefusal(status: number, type: string, body: string): string | null {
  if (type.startsWith('text/html')) {
    const isWhole =
      body.startsWith('<!doctype html><html') && body.endsWith('</html>') && /Code: |role="alert"/.test(body)
    return isWhole ? null : 'a page that is not whole'
  }
  if (!type.startsWith('application/json')) return `a refusal in ${type}`
  const answer = JSON.parse(body) as Record<string, unknown>
  if (answer['stat'] === 'FAIL') return typeof answer['message'] === 'string' ? null : 'no code'
  const { error, message } = answer
  if (typeof error !== 'string' || !/^[a-z_]+$/.test(error)) return 'no code'
  // OAuth's own have a description, ours a sentence.
  if (message === undefined) return typeof answer['error_description'] === 'string' ? null : 'no sentence'
  if (!isErrorCode(error)) return `an unknown code ${error}`
  return errorCodes[error].status === status && errorCodes[error].message === message ? null : 'another sentence'
}
