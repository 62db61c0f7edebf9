import known from '../../models/known-answer.json' with { type: 'json' }
import { alignedSize } from './align.ts'
import { embedCrop } from './embed.ts'
import type { Models } from './models.ts'
import { dot, normalised } from './vector.ts'

/** Backends differ by rounding: 1e-6 is usual, and a hundredth would move no decision. */
const leastCosine = 0.9999

/**
 * Runs the embedding network on a fixed crop, to find out whether a backend computes it rightly, and how fast.
 *
 * @returns `ok`: whether the answer is the known one; `ms`: how long one run takes once the backend is warm
 */
export async function knownAnswerOf(models: Models): Promise<{ ok: boolean; ms: number; answer: Float32Array }> {
  const crop = patternCrop()
  await embedCrop(models, crop)
  const start = performance.now()
  const answer = await embedCrop(models, crop)
  const ms = performance.now() - start
  return { ok: dot(answer, normalised(Float32Array.from(known.embedding))) >= leastCosine, ms, answer }
}

/** A crop that needs no file: waves and a disc, with all values from 0 to 255. Nobody's face. */
function patternCrop(): Float32Array {
  const crop = new Float32Array(alignedSize * alignedSize * 3)
  for (let y = 0; y < alignedSize; y++)
    for (let x = 0; x < alignedSize; x++)
      for (let channel = 0; channel < 3; channel++) {
        const wave = (x * (channel + 3) + y * (5 - channel)) % 64
        const inside = (x - 56) * (x - 56) + (y - 60) * (y - 60) < 1600
        crop[(y * alignedSize + x) * 3 + channel] = (inside ? 120 : 30) + 2 * Math.abs(wave - 32)
      }
  return crop
}
