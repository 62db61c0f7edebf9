import type { Ending } from './windowMessages.ts'

/**
 * The website's registered address with how the sign-in ended: `zauth_result`, or `zauth_error` and its sentence. It does not
 * name the challenge: which one it was, only the session of the website's own browser knows.
 */
export function addressBack(ending: Ending): string {
  const address = new URL(ending.returnTo)
  if (ending.type === 'zauth-result') {
    address.searchParams.set('zauth_result', ending.result)
  } else {
    address.searchParams.set('zauth_error', ending.error)
    address.searchParams.set('zauth_error_description', ending.message)
  }
  return address.href
}
