import * as v from 'valibot'

const milliseconds = v.pipe(v.number(), v.minValue(0))

/** What `npm run bench:popup` writes. */
const PopupResults = v.looseObject({
  measuredOn: v.string(),
  accounts: v.number(),
  medianMs: milliseconds,
  longestMs: milliseconds,
})

/** How fast the popup opens, as Markdown. */
export function figuresOfPopup(input: unknown): string {
  const { measuredOn, accounts, medianMs, longestMs } = v.parse(PopupResults, input)
  return [
    `| the popup, with ${accounts} accounts and a sign-in that waits | |`,
    '|---|---|',
    `| is drawn after (median) | ${medianMs.toFixed(0)} ms |`,
    `| at most | ${longestMs.toFixed(0)} ms |`,
    '',
    `Measured by \`npm run bench:popup\` on ${measuredOn}.`,
  ].join('\n')
}
