/** The environment variable that holds a website's secret. */
export function secretVariableOf(clientId: string): string {
  return `ZAUTH_CLIENT_SECRET_${clientId.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
}
