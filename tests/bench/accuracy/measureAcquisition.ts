import { usualSeries } from './drawOf.ts'
import type { Face, Identity, Photo } from './identity.ts'
import { wilson, type Interval } from './intervals.ts'
import type { Trials } from './trialsOf.ts'

export interface Acquisition {
  readonly identities: number
  readonly photos: number
  /** Failure to acquire: photographs in which the pipeline finds no face. */
  readonly fta: number
  /** Failure to enrol: series of five that end without a template, for want of faces or because they disagree. */
  readonly fte: number
  readonly acquisitionIntervals: { readonly fta: Interval; readonly fte: Interval }
  /** What the camera window would have said, and to how many photographs. */
  readonly advice: Readonly<Record<string, number>>
}

/** How many photographs and people the pipeline cannot take. */
export function measureAcquisition(identities: readonly Identity<Photo>[], { refused, series }: Trials): Acquisition {
  const photos = identities.flatMap((identity) => identity.photos)
  const missed = photos.filter(({ embedding }) => embedding === null).length
  // Whoever has photographs enough, but not faces enough in them, is not enrolled either.
  const without = identities.filter(
    (identity) => identity.photos.length > usualSeries && facesOf(identity).length < usualSeries,
  ).length
  const advice: Record<string, number> = {}
  for (const photo of photos) advice[photo.advice] = (advice[photo.advice] ?? 0) + 1
  return {
    identities: identities.length,
    photos: photos.length,
    fta: missed / photos.length,
    fte: (refused + without) / (series + without),
    acquisitionIntervals: { fta: wilson(missed, photos.length), fte: wilson(refused + without, series + without) },
    advice,
  }
}

/** The people of whom a face was found, with the photographs in which it was. */
export function withFaces(identities: readonly Identity<Photo>[]): Identity[] {
  return identities
    .map((identity) => ({ ...identity, photos: facesOf(identity) }))
    .filter(({ photos }) => photos.length > 0)
}

function facesOf({ photos }: Identity<Photo>): Face[] {
  return photos.flatMap(({ embedding, advice }) => (embedding ? { embedding, advice } : []))
}
