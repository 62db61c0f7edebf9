import type { Quality } from '../../../shared/recognition/perception.ts'

/** Where more of each does not make an image better. */
const enough = { sharpness: 0.22, size: 0.3, highlights: 0.4, eyes: 0.9 } as const
/** Movement, as a part of the face's width, that blurs an image by half. */
const blurring = 0.06

/**
 * How good an image is for an enrolment, compared with others of the same person: 0 to 1. Each thing that can be wrong lowers it
 * by its share, so that the worst one counts most.
 *
 * @param usualEyes the person's usual `Quality.eyes`
 */
export function imageQualityOf(quality: Quality, usualEyes: number): number {
  const share = (value: number, full: number): number => Math.min(1, Math.max(0, value / full))
  return (
    share(quality.sharpness, enough.sharpness) *
    share(quality.size, enough.size) *
    share(quality.highlights, enough.highlights) *
    share(quality.eyes, enough.eyes * usualEyes) *
    (1 - share(quality.glare, 0.5)) *
    (1 - share(quality.movement, 2 * blurring))
  )
}
