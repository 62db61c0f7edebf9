import known from '../../models/known-answer.json' with { type: 'json' }
import { alignedSize } from './align.ts'
import { embedCrop } from './embed.ts'
import type { Models } from './models.ts'
import { networks } from './networks.ts'
import { runNetwork } from './runNetwork.ts'
import { dot, normalised } from './vector.ts'

/** Backends differ by rounding: 1e-6 is usual, and a hundredth would move no decision. */
const leastCosine = 0.9999
/** How far an answer's length may be from the known one's, as a part of it. */
const greatestStretch = 0.01

/** What the three networks make of fixed inputs: the embedding, and every so many values of what the other two give. */
export type KnownAnswer = Readonly<Record<keyof typeof known, Float32Array>>

/** Whether a backend gave the known answer, and how long it took for all three networks, in milliseconds, once it was warm. */
export interface Examination {
  readonly ok: boolean
  readonly ms: number
  readonly answer: KnownAnswer
}

/**
 * Runs the networks on fixed inputs, to find out whether a backend computes them rightly, and how fast.
 *
 * @throws ZAuthError `backend_lost` when it gives what is no number
 */
export async function knownAnswerOf(models: Models): Promise<Examination> {
  await answerOf(models)
  const start = performance.now()
  const answer = await answerOf(models)
  const ms = performance.now() - start
  const ok = (Object.keys(known) as (keyof typeof known)[]).every((part) =>
    agrees(answer[part], Float32Array.from(known[part])),
  )
  return { ok, ms, answer }
}

async function answerOf(models: Models): Promise<KnownAnswer> {
  const [logits, boxes] = await runNetwork(models, 'blazeface', pattern(networks.blazeface.size))
  const [mesh] = await runNetwork(models, 'facemesh', pattern(networks.facemesh.size))
  return {
    scores: everySo(logits, 16),
    boxes: everySo(boxes, 257),
    landmarks: everySo(mesh, 25),
    embedding: await embedCrop(models, pattern(alignedSize)),
  }
}

function everySo(values: Float32Array | undefined, many: number): Float32Array {
  return (values ?? new Float32Array()).filter((_, i) => i % many === 0)
}

function agrees(answer: Float32Array, expected: Float32Array): boolean {
  const stretch = Math.sqrt(dot(answer, answer) / dot(expected, expected))
  return (
    answer.length === expected.length &&
    Math.abs(stretch - 1) <= greatestStretch &&
    dot(normalised(answer), normalised(expected)) >= leastCosine
  )
}

/** A picture that needs no file: waves and a disc, with all values from 0 to 255. Nobody's face. */
function pattern(size: number): Float32Array {
  const picture = new Float32Array(size * size * 3)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let channel = 0; channel < 3; channel++) {
        const wave = (x * (channel + 3) + y * (5 - channel)) % 64
        const inside = (x - size / 2) ** 2 + (y - (60 * size) / alignedSize) ** 2 < 1600 * (size / alignedSize) ** 2
        picture[(y * size + x) * 3 + channel] = (inside ? 120 : 30) + 2 * Math.abs(wave - 32)
      }
  return picture
}
