import * as v from 'valibot'

const milliseconds = v.pipe(v.number(), v.minValue(0))
const Moments = v.looseObject({ warm: milliseconds, cold: milliseconds })

/** What `npm run bench:picture` writes. */
const PictureResults = v.looseObject({
  measuredOn: v.optional(v.string(), 'this computer'),
  pictureMs: Moments,
  lookingMs: Moments,
  popupMs: milliseconds,
})

/** How soon the camera window and the popup show something, as Markdown. */
export function figuresOfPicture(input: unknown): string {
  const { measuredOn, pictureMs, lookingMs, popupMs } = v.parse(PictureResults, input)
  const row = (what: string, first: number, later: number): string =>
    `| ${what} | ${later.toFixed(0)} ms | ${first.toFixed(0)} ms |`
  return [
    '| from its opening | later | the first after the browser’s start |',
    '|---|---|---|',
    row('the camera window shows its first picture', pictureMs.cold, pictureMs.warm),
    row('it looks for a face, networks loaded', lookingMs.cold, lookingMs.warm),
    `| the popup shows its first words | ${popupMs.toFixed(0)} ms | |`,
    '',
    `Measured by \`npm run bench:picture\` on ${measuredOn}, medians, with a fake webcam that gives its first frame at once.`,
  ].join('\n')
}
