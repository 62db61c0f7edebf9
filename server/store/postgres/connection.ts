import type { ClientConfig } from 'pg'

const second = 1000

/**
 * How this program speaks to a database. TLS is what the address says (`sslmode`, `sslrootcert`, …).
 * @param name what the database's operator reads about who is connected
 */
export function connection(address: string, name: string): ClientConfig {
  return {
    connectionString: withoutName(address),
    application_name: name,
    connectionTimeoutMillis: 5 * second,
    keepAlive: true,
    // As it was sent: whoever asks for a column knows what is in it.
    types: { getTypeParser: () => (sent: string) => sent },
  }
}

/** A name in the address would win, and by its name a verifier is known to those who have to be alone. */
function withoutName(address: string): string {
  const [place = '', ...rest] = address.split('?')
  const asked = new URLSearchParams(rest.join('?'))
  if (!asked.has('application_name')) return address
  asked.delete('application_name')
  return `${place}?${asked.toString()}`
}
