import * as v from 'valibot'
import { escapeXml, frameOf, polyline, svgOf, type Axis } from './svg.ts'

const rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const byRate = v.object({ '1e-4': v.number(), '1e-5': v.number() })

/** What `npm run bench:accuracy` writes, as far as it is drawn. */
const Curves = v.looseObject({
  thresholds: byRate,
  det: v.array(v.object({ threshold: v.number(), fmr: rate, fnmr: rate, fnmr3: rate })),
  histogram: v.array(v.object({ score: v.number(), genuine: rate, genuineOfThree: rate, impostor: rate })),
})

/** The drawings of the accuracy benchmark: file names and SVG. */
export function curves(input: unknown): Record<string, string> {
  const results = v.parse(Curves, input)
  return { 'accuracy-det.svg': det(results), 'accuracy-scores.svg': histogram(results) }
}

type Results = v.InferOutput<typeof Curves>

/** Detection error trade-off (Martin et al. 1997), on logarithmic axes. */
function det({ det: points }: Results): string {
  const x: Axis = { from: -6, to: -1, label: 'false match rate', tickOf: power }
  const y: Axis = { from: -4, to: -1, label: 'false non-match rate', tickOf: percent }
  const { place, drawn } = frameOf(x, y)
  const line = (fnmrOf: (point: Results['det'][number]) => number): [number, number][] =>
    points
      .filter((point) => fnmrOf(point) > 0)
      .map((point): [number, number] => [Math.log10(point.fmr), Math.log10(fnmrOf(point))])
      .filter(([left, up]) => left >= x.from && left <= x.to && up >= y.from && up <= y.to)
      .map(([left, up]) => place(left, up))
  const three = line(({ fnmr3 }) => fnmr3)
  const elements = [
    ...drawn,
    polyline(
      line(({ fnmr }) => fnmr),
      'one',
      'one photograph',
    ),
    polyline(three, 'two', three.length > 0 ? 'three, averaged' : 'three, averaged: none of these was rejected'),
  ]
  return svgOf('False non-match rate against false match rate, for one photograph and three', elements, 'bottom')
}

/** Scores that are counted together: a template's have one parity. */
const width = 4

function histogram({ histogram: bins, thresholds }: Results): string {
  const x: Axis = { from: -100, to: 160, step: 20, label: 'score', tickOf: String }
  const y: Axis = {
    from: 0,
    to: 0.25,
    step: 0.05,
    label: 'part of all',
    tickOf: (part) => `${Math.round(100 * part)} %`,
  }
  const { place, drawn } = frameOf(x, y)
  const line = (partOf: (bin: Results['histogram'][number]) => number): [number, number][] => {
    const sums = new Map<number, number>()
    for (const bin of bins) {
      const at = width * Math.floor(bin.score / width)
      sums.set(at, (sums.get(at) ?? 0) + partOf(bin))
    }
    return Array.from({ length: (x.to - x.from) / width }, (_, i) => {
      const at = x.from + width * i
      return place(at + width / 2, Math.min(y.to, sums.get(at) ?? 0))
    })
  }
  const mark = (threshold: number, name: string, below: number): string => {
    const [left, top] = place(threshold, y.to)
    const [, bottom] = place(threshold, y.from)
    return (
      `<path class="mark" d="M${left} ${top}V${bottom}"/>` +
      `<text x="${left - 4}" y="${top + 96 + below}" text-anchor="end">${escapeXml(name)}</text>`
    )
  }
  const elements = [
    ...drawn,
    mark(thresholds['1e-4'], '1 in 10,000', 0),
    mark(thresholds['1e-5'], '1 in 100,000', 16),
    polyline(
      line(({ impostor }) => impostor),
      'other',
      'others',
    ),
    polyline(
      line(({ genuine }) => genuine),
      'one',
      'the right person, one photograph',
    ),
    polyline(
      line(({ genuineOfThree }) => genuineOfThree),
      'two',
      'three, averaged',
    ),
  ]
  return svgOf('How often each score occurs, for the right person and for others', elements, 'top')
}

function power(exponent: number): string {
  return `1e${exponent}`
}

function percent(exponent: number): string {
  return `${Number((100 * 10 ** exponent).toPrecision(1))} %`
}
