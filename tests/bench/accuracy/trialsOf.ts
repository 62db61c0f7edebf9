import { drawOf, usualSeries, type Draw } from './drawOf.ts'
import type { Identity } from './identity.ts'
import type { Way } from './ways.ts'

/** Frames of a probe that is averaged; as many as the camera window takes at a sign-in. */
const averaged = 3

/** One person's template, out of one draw of her photographs, and what everybody's photographs score against it. */
export interface Trial<Template = unknown> {
  /** Her place among the identities. */
  readonly who: number
  readonly seed: number
  readonly draw: Draw
  readonly template: Template
  /** Of each of her probes, in their order. */
  readonly genuine: readonly number[]
  /** Of her probes averaged three by three. */
  readonly ofThree: readonly number[]
  /** How many of everybody else's photographs have each score. */
  readonly impostor: Uint32Array
}

export interface Trials<Template = unknown> {
  readonly trials: readonly Trial<Template>[]
  /** Series that were refused, and all that were tried. */
  readonly refused: number
  readonly series: number
}

/**
 * Enrols everybody who has photographs enough, once for each draw, and scores her other photographs and those of everybody else.
 *
 * @param draws how many draws; the same number gives the same ones
 */
export function trialsOf<Template, Probe>(
  way: Way<Template, Probe>,
  identities: readonly Identity[],
  { draws, images = usualSeries }: { draws: number; images?: number },
): Trials<Template> {
  const probes = identities.map(({ photos }) => photos.map(({ embedding }) => way.probe([embedding])))
  const trials: Trial<Template>[] = []
  let [refused, series] = [0, 0]
  for (let seed = 0; seed < draws; seed++)
    for (const [who, { photos }] of identities.entries()) {
      const draw = drawOf(photos.length, images, who, seed)
      if (!draw) continue
      series++
      const embeddings = (places: readonly number[]): Float32Array[] =>
        places.flatMap((place) => photos[place]?.embedding ?? [])
      const template = way.enrol(embeddings(draw.series))
      if (template === null) {
        refused++
        continue
      }
      const impostor = new Uint32Array(way.bins)
      for (const [i, others] of probes.entries())
        if (i !== who) for (const probe of others) count(impostor, way.compare(template, probe))
      const genuine = draw.probes.flatMap((place) => {
        const probe = probes[who]?.[place]
        return probe === undefined ? [] : way.compare(template, probe)
      })
      const ofThree = inThrees(draw.probes).map((three) => way.compare(template, way.probe(embeddings(three))))
      trials.push({ who, seed, draw, template, genuine, ofThree, impostor })
    }
  return { trials, refused, series }
}

function count(bins: Uint32Array, bin: number): void {
  bins[bin] = (bins[bin] ?? 0) + 1
}

function inThrees(places: readonly number[]): number[][] {
  return Array.from({ length: Math.floor(places.length / averaged) }, (_, i) =>
    places.slice(averaged * i, averaged * (i + 1)),
  )
}
