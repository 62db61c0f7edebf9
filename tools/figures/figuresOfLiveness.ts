import * as v from 'valibot'

const rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const Counted = v.looseObject({
  errors: v.number(),
  presentations: v.number(),
  rate,
  limits: v.tuple([rate, rate]),
})

/** What `npm run bench:liveness` writes into `bench-results/liveness.json`, as far as documents show it. */
const LivenessResults = v.looseObject({
  half: v.string(),
  people: v.number(),
  attacks: v.record(v.string(), v.looseObject({ ...Counted.entries, title: v.string() })),
  genuine: Counted,
  practised: Counted,
  gentle: Counted,
  genuineSeconds: v.number(),
  practisedSeconds: v.number(),
  luckyReplay: Counted,
  parallax: v.looseObject({
    heads: v.number(),
    prints: v.number(),
    areaUnderCurve: rate,
    greatestOfPrints: v.number(),
  }),
  /** Only where there were several photographs of each person. */
  pairs: v.optional(
    v.looseObject({ people: v.number(), pairs: v.number(), correlation: rate, enough: v.number(), rigid: rate }),
  ),
})

/** How often attacks pass the movements and people do not, each with its limits. */
export function figuresOfLiveness(input: unknown): string {
  const {
    half,
    people,
    attacks,
    genuine,
    practised,
    gentle,
    genuineSeconds,
    practisedSeconds,
    luckyReplay,
    parallax,
    pairs,
  } = v.parse(LivenessResults, input)
  const row = (what: string, { errors, presentations, rate: share, limits }: v.InferOutput<typeof Counted>): string =>
    `| ${what} | ${errors} of ${presentations} | ${percent(share)} | ${percent(limits[0])} to ${percent(limits[1])} |`
  return [
    '| attack instrument | passed | APCER | 95 % limits |',
    '|---|---|---|---|',
    ...Object.values(attacks).map((counted) => row(counted.title, counted)),
    row('beside these: replay of a session that had the same sequence, of which there are 62', luckyReplay),
    '',
    '| honest people | refused | BPCER | 95 % limits |',
    '|---|---|---|---|',
    row('heads made of photographs, that turn as is asked', genuine),
    row('the same, practised: who reacts and moves quickly', practised),
    row('the same with the movements for those who cannot turn', gentle),
    '',
    `A sequence took half of the practised ${practisedSeconds.toFixed(1)} s or less, and half of all ${genuineSeconds.toFixed(1)} s. The turn alone, at one moment: of ${parallax.heads} turned heads and ` +
      `${parallax.prints} tilted prints, the head shows the larger turn in ${percent(parallax.areaUnderCurve)} of all pairs; no print showed more than ` +
      `${parallax.greatestOfPrints.toFixed(1)}°.`,
    '',
    ...(pairs ? [sentenceOf(pairs), ''] : []),
    `Measured by \`npm run bench:liveness\` on photographs of ${people} people, none of whom a threshold was chosen on (the ${half} half).`,
  ].join('\n')
}

/** What was measured without a simulation. */
function sentenceOf(pairs: {
  people: number
  pairs: number
  correlation: number
  enough: number
  rigid: number
}): string {
  return (
    `Real heads: in ${pairs.pairs} pairs of photographs of ${pairs.people} people, one that looks straight and one turned, the turn by parallax ` +
    `goes with the turn by the landmarks' depths (correlation ${pairs.correlation.toFixed(3)}); of the ${pairs.enough} with a turn that is large enough, ` +
    `${percent(pairs.rigid)} are taken for one rigid head, although they are of different days, cameras and expressions.`
  )
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share === 0 || share === 1 ? 0 : 1)} %`
}
