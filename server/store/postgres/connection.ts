import type { ClientConfig } from 'pg'

const second = 1000

/** How this program speaks to a database. TLS is what the address says (`sslmode`, `sslrootcert`, …). */
export function connection(address: string): ClientConfig {
  return {
    connectionString: address,
    application_name: 'zauth',
    connectionTimeoutMillis: 5 * second,
    keepAlive: true,
    // As it was sent: whoever asks for a column knows what is in it.
    types: { getTypeParser: () => (sent: string) => sent },
  }
}
