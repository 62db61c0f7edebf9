/** The key in extension storage under which it stands that the person has allowed exactly this verifier. */
export function allowedKey(issuer: string): string {
  return `${allowedPrefix}${issuer}`
}

export const allowedPrefix = 'allowed:'
