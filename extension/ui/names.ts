/** Unicode's marks around text whose direction is its own (UAX #9 §2.5). No offered name holds one: `Offer` refuses them. */
export const marks = { open: '\u2068', close: '\u2069' } as const

declare const isNamed: unique symbol
/** A name from outside between those marks: what a sentence takes. */
export type Named = string & { readonly [isNamed]: true }

/** Characters of a name that are shown inside of a sentence. */
const enough = 40

/** A name from outside, for a sentence: its direction is its own, and it is cut where it would crowd out the sentence. */
export function named(name: string): Named {
  const characters = Array.from(name)
  const short = characters.length > enough ? `${characters.slice(0, enough - 1).join('')}…` : name
  return marked(short)
}

/** A verifier's host for a sentence. What is cut is its beginning, which anybody can choose: whose it is stands at the end. */
export function namedHost(issuer: string): Named {
  const { host } = new URL(issuer)
  return marked(host.length > enough ? `…${host.slice(1 - enough)}` : host)
}

function marked(name: string): Named {
  return (marks.open + name + marks.close) as Named
}
