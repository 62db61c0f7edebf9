import type { Client } from './client.ts'

const mostNamed = 20

/** That there is no website of an id, with those that there are. */
export function unknownWebsite(id: string, known: readonly Pick<Client, 'id'>[]): string {
  const none = `There is no website with the id ${id}`
  if (known.length === 0) return `${none}, nor any other: see zauth clients add`
  const named = known.slice(0, mostNamed).map((client) => client.id)
  return `${none}. There are ${named.join(', ')}${known.length > mostNamed ? ' and others (zauth clients list)' : ''}`
}
