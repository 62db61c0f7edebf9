import * as v from 'valibot'

const positive = v.pipe(v.number(), v.minValue(0))
const Rates = v.looseObject({ framesPerSecond: positive, medianMs: positive, longestFrameMs: positive })

/** What `npm run bench:detection` writes. */
const DetectionResults = v.looseObject({
  measuredOn: v.optional(v.string(), 'this computer'),
  searching: Rates,
  following: Rates,
})

/** How fast the camera window looks, as Markdown. */
export function figuresOfDetection(input: unknown): string {
  const { measuredOn, searching, following } = v.parse(DetectionResults, input)
  const row = (what: string, { framesPerSecond, medianMs, longestFrameMs }: v.InferOutput<typeof Rates>): string =>
    `| ${what} | ${framesPerSecond.toFixed(1)} | ${medianMs.toFixed(0)} ms | ${longestFrameMs.toFixed(0)} ms |`
  return [
    '| before the camera | frames a second | each takes | the page stood still at most |',
    '|---|---|---|---|',
    row('one face, while the images of an enrolment are chosen', following),
    row('two faces, each frame searched', searching),
    '',
    `Measured by \`npm run bench:detection\` on ${measuredOn}, before a camera of 30 frames a second.`,
  ].join('\n')
}
