import * as v from 'valibot'
import { AccuracyResults } from './accuracyResults.ts'

type Results = AccuracyResults

const rates = ['1e-3', '1e-4', '1e-5'] as const

/** The accuracy benchmark's figures, in tables. */
export function figuresOfAccuracy(input: unknown): string {
  const results = v.parse(AccuracyResults, input)
  return [
    whole(results),
    ownThresholds(results),
    ways(results),
    tries(results),
    series(results),
    badImages(results),
    groups(results),
    wolf(results),
    measured(results),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function whole({ counts, eer, draws, intervals, fnmr, fnmr3, ways: compared, ...rest }: Results): string[] {
  const float = compared.find(({ way, images }) => way === 'float' && images === 5)
  const spread = (of: (draw: Results['draws'][number]) => number): string =>
    `${percent(Math.min(...draws.map(of)))} to ${percent(Math.max(...draws.map(of)))}`
  return [
    `${number(counts.people)} people enrolled with five photographs, ${draws.length} random draws of them; ${number(counts.genuine)} probes of one photograph, ${number(counts.genuineOfThree)} of three averaged, ${number(counts.impostor)} comparisons of different people. Equal error rate ${percent(eer)}. No face was found in ${percent(rest.fta)} of ${number(rest.photos)} photographs (failure to acquire, ${within(rest.acquisitionIntervals.fta)}); ${percent(rest.fte)} of the series of five were refused (failure to enrol, ${within(rest.acquisitionIntervals.fte)}).`,
    '',
    '| false match rate | rejected, one photograph | if people are drawn anew | if photographs are | over the draws | rejected, three averaged | if people are drawn anew | unencrypted, in floats: one | three |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rates.map((at) =>
      row(
        oneIn(Number(at)),
        percent(fnmr[at]),
        within(intervals.bootstrap.fnmr[at]),
        within(intervals.wilson.fnmr[at]),
        spread((draw) => draw.fnmr[at]),
        percent(fnmr3[at]),
        within(intervals.bootstrap.fnmr3[at]),
        float ? percent(float.fnmr[at]) : '–',
        float ? percent(float.fnmr3[at]) : '–',
      ),
    ),
    '',
    `Intervals of 95 %: people drawn anew is a bootstrap clustered by identity, which finds the threshold anew too; photographs drawn anew is Wilson's. Where nobody was rejected a bootstrap has nothing to draw: the interval is Clopper and Pearson's there, for as many probes as one draw has. Of ${number(rest.sample.decisions)} decisions drawn at random, the encrypted match took ${number(rest.sample.confirmed)} in the same way.`,
  ]
}

function ownThresholds({ thresholdsOfTraining }: Results): string[] {
  return [
    'At the thresholds that training gives:',
    '',
    '| wanted | people | floor | mean threshold | false match rate | | rejected, one photograph | three averaged |',
    '|---|---|---|---|---|---|---|---|',
    ...thresholdsOfTraining.map((at) =>
      row(
        oneIn(at.wanted),
        at.half,
        String(at.floor),
        at.meanThreshold.toFixed(1),
        at.fmr.toExponential(1),
        `${at.fmrInterval[0].toExponential(1)} to ${at.fmrInterval[1].toExponential(1)}`,
        percent(at.fnmr),
        percent(at.fnmr3),
      ),
    ),
  ]
}

const names: Readonly<Record<string, string>> = {
  product: 'the product: logistic regression, signs turned round',
  mean: 'the same with the mean of the images',
  plainSigns: 'the product with plain signs',
  float: 'logistic regression, unencrypted, in floats',
  floatMean: 'mean of the images, unencrypted, in floats',
}

function ways({ ways: compared }: Results): string[] {
  return [
    'Rejected, by way and number of enrolment photographs:',
    '',
    '| way | photographs | one, at 1 in 1,000 | 1 in 10,000 | 1 in 100,000 | three, at 1 in 10,000 | 1 in 100,000 |',
    '|---|---|---|---|---|---|---|',
    ...compared.map(({ way, images, fnmr, fnmr3 }) =>
      row(
        names[way] ?? way,
        String(images),
        percent(fnmr['1e-3']),
        percent(fnmr['1e-4']),
        percent(fnmr['1e-5']),
        percent(fnmr3['1e-4']),
        percent(fnmr3['1e-5']),
      ),
    ),
  ]
}

function tries({ tries: measured }: Results): string[] {
  return [
    'Sign-ins of several tries, one photograph each:',
    '',
    "| the operator's rate | tries | thresholds for | mean threshold | others' sign-ins that succeed | of | the right person's that fail | of |",
    '|---|---|---|---|---|---|---|---|',
    ...measured
      .filter(({ tries: count, accounted }) => count > 1 || !accounted)
      .map((at) =>
        row(
          oneIn(at.wanted),
          String(at.tries),
          at.accounted ? 'all tries' : 'one try',
          at.meanThreshold.toFixed(1),
          at.fmr.toExponential(1),
          number(at.signIns),
          percent(at.fnmr),
          number(at.genuineSignIns),
        ),
      ),
  ]
}

function series({ series: measured }: Results): string[] {
  return [
    'Series of five photographs that are refused because they disagree:',
    '',
    '| in the series | refused | |',
    '|---|---|---|',
    ...measured.map(({ intruders, refused, series: all, interval: ends }) =>
      row(intruders === 0 ? 'one person' : `${intruders} of a second person`, percent(refused / all), within(ends)),
    ),
  ]
}

function badImages({ badImages: measured }: Results): string[] {
  return [
    'One spoiled image among four good ones of the same person:',
    '',
    '| the image is | images | not taken by the camera window | series refused | goes through |',
    '|---|---|---|---|---|',
    ...measured.map(({ spoiling, images, notTaken, seriesRefused }) =>
      row(
        spoiling,
        number(images),
        percent(notTaken / images),
        percent(seriesRefused / images),
        percent((images - notTaken - seriesRefused) / images),
      ),
    ),
  ]
}

function groups({ groups: measured }: Results): string[] {
  if (measured.length === 0) return []
  return [
    'By group, among generated faces, at the floor for 1 in 10,000:',
    '',
    '| group | people | false match rate within the group | | rejected |',
    '|---|---|---|---|---|',
    ...measured.map((of) =>
      row(
        of.group,
        number(of.people),
        of.fmr.toExponential(1),
        `${of.fmrInterval[0].toExponential(1)} to ${of.fmrInterval[1].toExponential(1)}`,
        of.fnmr === null ? 'one picture each' : `${percent(of.fnmr)} ${of.fnmrInterval ? within(of.fnmrInterval) : ''}`,
      ),
    ),
  ]
}

function wolf({ wolf: measured }: Results): string[] {
  return [
    'The wolf in the crowd, one list of signs for as many templates as possible:',
    '',
    '| false match rate | templates searched | opened by the best that was found | by the luckiest face | others tried | opened by the best | by the luckiest face |',
    '|---|---|---|---|---|---|---|',
    ...measured.map(({ wanted, searched, triedOn, best, luckiestFace }) =>
      row(
        oneIn(wanted),
        number(searched),
        percent(best.searched),
        percent(luckiestFace.searched),
        number(triedOn),
        percent(best.triedOn),
        percent(luckiestFace.triedOn),
      ),
    ),
  ]
}

function measured({ faces, identities, photos, advice }: Results): string[] {
  const said = Object.entries(advice)
    .sort(([, a], [, b]) => b - a)
    .map(([what, many]) => `${what} ${number(many)}`)
  return [
    `What the camera window would have said of these photographs: ${said.join(', ')}.`,
    '',
    `Measured by \`npm run bench:accuracy\` on ${faces}: ${number(photos)} photographs of ${number(identities)} people.`,
  ]
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}

function percent(part: number): string {
  return `${(100 * part).toFixed(2)} %`
}

function within([low, high]: readonly [number, number]): string {
  return `${(100 * low).toFixed(2)}–${(100 * high).toFixed(2)} %`
}

function oneIn(part: number): string {
  return `1 in ${number(Math.round(1 / part))}`
}

function number(value: number): string {
  return value.toLocaleString('en')
}
