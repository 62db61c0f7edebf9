import * as v from 'valibot'

const rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const interval = v.tuple([rate, rate])
const count = v.pipe(v.number(), v.minValue(0))
const byRate = <T extends v.GenericSchema>(value: T) => v.object({ '1e-3': value, '1e-4': value, '1e-5': value })
const byPhotos = v.object({ fnmr: byRate(rate), fnmr3: byRate(rate) })

/** What `npm run bench:accuracy` writes into `bench-results/accuracy.json`, as far as documents show it. */
export const AccuracyResults = v.looseObject({
  faces: v.string(),
  identities: count,
  photos: count,
  fta: rate,
  fte: rate,
  acquisitionIntervals: v.object({ fta: interval, fte: interval }),
  advice: v.record(v.string(), count),
  counts: v.object({ people: count, templates: count, genuine: count, genuineOfThree: count, impostor: count }),
  eer: rate,
  fnmr: byRate(rate),
  fnmr3: byRate(rate),
  intervals: v.object({
    wilson: v.object({ fnmr: byRate(interval), fnmr3: byRate(interval) }),
    bootstrap: v.object({ fnmr: byRate(interval), fnmr3: byRate(interval) }),
  }),
  draws: v.array(v.object({ eer: rate, fnmr: byRate(rate), fnmr3: byRate(rate) })),
  sample: v.object({ decisions: count, confirmed: count }),
  thresholdsOfTraining: v.array(
    v.object({
      wanted: rate,
      half: v.picklist(['development', 'validation', 'all']),
      floor: v.number(),
      meanThreshold: v.number(),
      fmr: rate,
      fmrInterval: interval,
      fnmr: rate,
      fnmr3: rate,
    }),
  ),
  ways: v.array(v.object({ way: v.string(), images: count, ...byPhotos.entries })),
  tries: v.array(
    v.object({
      tries: count,
      wanted: rate,
      accounted: v.boolean(),
      meanThreshold: v.number(),
      fmr: rate,
      signIns: count,
      fnmr: rate,
      genuineSignIns: count,
    }),
  ),
  series: v.array(v.object({ intruders: count, refused: count, series: count, interval })),
  badImages: v.array(v.object({ spoiling: v.string(), images: count, notTaken: count, seriesRefused: count })),
  groups: v.array(
    v.object({
      group: v.string(),
      people: count,
      fmr: rate,
      fmrInterval: interval,
      comparisons: count,
      fnmr: v.nullable(rate),
      fnmrInterval: v.nullable(interval),
    }),
  ),
  wolf: v.array(
    v.object({
      wanted: rate,
      searched: count,
      triedOn: count,
      best: v.object({ searched: rate, triedOn: rate }),
      luckiestFace: v.object({ searched: rate, triedOn: rate }),
    }),
  ),
})
export type AccuracyResults = v.InferOutput<typeof AccuracyResults>
