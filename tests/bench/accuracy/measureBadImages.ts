import { readJpeg } from '../../../models/readJpeg.ts'
import type { Image } from '../../../shared/recognition/image.ts'
import type { Models } from '../../../shared/recognition/models.ts'
import { photoOf } from './acquire.ts'
import { usualSeries } from './drawOf.ts'
import type { Identity, Photo } from './identity.ts'
import { listPhotos } from './listPhotos.ts'
import { isRefused } from './measureSeries.ts'
import { spoil, type Spoiling } from './spoil.ts'

/** What becomes of a spoiled image among four good ones of the same person. */
export interface BadImages {
  readonly spoiling: Spoiling
  readonly images: number
  /** No face was found, or the camera window would have asked for something. */
  readonly notTaken: number
  /** Taken, but the series was refused because its images disagree. */
  readonly seriesRefused: number
}

const spoilings = ['blurred', 'dark', 'noisy', 'covered'] as const
/** People whose first photograph is spoiled. */
const people = 60

/** Spoils one image of a series in several ways, and counts where it is caught. */
export async function measureBadImages(
  load: () => Promise<Models>,
  facesDir: string,
  identities: readonly Identity<Photo>[],
  progress: (done: number, all: number) => void,
): Promise<BadImages[]> {
  const listed = await listPhotos(facesDir)
  const series = identities
    .map(({ photos }, i) => ({ photos, file: listed[i]?.files[0] }))
    .filter(({ photos }) => photos.length >= usualSeries && photos.slice(0, usualSeries).every(isGood))
    .slice(0, people)
  const models = await load()
  const measured: BadImages[] = []
  for (const spoiling of spoilings) {
    let [notTaken, seriesRefused] = [0, 0]
    for (const { photos, file } of series) {
      if (!file) continue
      const image: Image = await readJpeg(file)
      const bad = await photoOf(models, spoil(image, spoiling))
      const good = photos.slice(1, usualSeries).flatMap(({ embedding }) => embedding ?? [])
      if (!isGood(bad)) notTaken++
      else if (bad.embedding && isRefused([bad.embedding, ...good])) seriesRefused++
    }
    measured.push({ spoiling, images: series.length, notTaken, seriesRefused })
    progress(measured.length, spoilings.length)
  }
  return measured
}

function isGood({ advice, embedding }: Photo): boolean {
  return advice === 'ok' && embedding !== null
}
