/** Unicode's marks around text whose direction is its own (UAX #9 §2.5). No offered name holds one: `Offer` refuses them. */
export const marks = { open: '\u2068', close: '\u2069' } as const

/** Characters of a name that are shown inside of a sentence. */
const enough = 40

/** A name from outside, for a sentence: its direction is its own, and it is cut where it would crowd out the sentence. */
export function named(name: string): string {
  const characters = Array.from(name)
  const short = characters.length > enough ? `${characters.slice(0, enough - 1).join('')}…` : name
  return marks.open + short + marks.close
}

/** A verifier's host for a sentence. What is cut is its beginning, which anybody can choose: whose it is stands at the end. */
export function namedHost(issuer: string): string {
  const { host } = new URL(issuer)
  return marks.open + (host.length > enough ? `…${host.slice(1 - enough)}` : host) + marks.close
}
