import type { Offer } from '../../shared/protocol/messages.ts'
import { named, namedHost } from '../ui/names.ts'

/** What is said around the recovery codes. */
export const codeLabels = {
  list: 'Recovery codes',
  copy: 'Copy',
  print: 'Print',
  save: 'Save as a file',
  kept: 'I have kept them',
  copied: 'Copied.',
  notCopied: 'The browser did not let them be copied. Save or print them.',
  saved: 'Saved with your downloads.',
} as const

/** Whose codes they are: for the print, which has nothing else around it. */
export function codesFor({ relyingParty, account, issuer }: Offer): string {
  return `For ${named(account)} at ${named(relyingParty.name)}, entered at ${namedHost(issuer)}.`
}
