import { beforeAll, describe, expect, it } from 'vitest'
import type { Movement } from '../../../shared/protocol/movements.ts'
import { embed } from '../../../shared/recognition/embed.ts'
import type { Image } from '../../../shared/recognition/image.ts'
import type { Models } from '../../../shared/recognition/models.ts'
import { perceive } from '../../../shared/recognition/perceive.ts'
import { emptyRoom } from '../../../tools/puppet/emptyRoom.ts'
import { packagedHead } from '../../../tools/puppet/packagedHead.ts'
import type { Subject } from '../../bench/liveness/actor.ts'
import { genuine } from '../../bench/liveness/genuine.ts'
import { instruments } from '../../bench/liveness/instruments.ts'
import { present, type Outcome } from '../../bench/liveness/present.ts'
import { seededRandom } from '../../bench/liveness/seededRandom.ts'
import { loadRecognition } from '../loadRecognition.ts'

// What `npm run bench:liveness` measures on many people, once on those whose photographs a package brings: from the pixels of each
// frame to the decision.

/** Milliseconds: hundreds of frames, each through three networks. */
const patience = 240_000

let models: Models
let room: Image
let ada: Subject
let grace: Subject

beforeAll(async () => {
  ;({ models } = await loadRecognition())
  room = await emptyRoom()
  ada = await subjectOf('ada')
  grace = await subjectOf('grace')
}, patience)

async function subjectOf(name: 'ada' | 'grace'): Promise<Subject> {
  const head = await packagedHead(name)
  const { landmarks } = await perceive(models, head.photo)
  if (!landmarks) throw new Error(`${name} was not seen`)
  return { name, photo: head.photo, landmarks, embedding: await embed(models, head.photo, landmarks), head }
}

const movements: readonly Movement[] = ['left', 'up', 'right', 'left']

async function outcomeOf(instrument: keyof typeof instruments, seed = 1): Promise<Outcome> {
  const { act, injected } = instruments[instrument] ?? { act: genuine }
  const actor = act({ subject: ada, other: grace, room, movements, random: seededRandom(seed) })
  return await present(models, actor, ada, movements, injected ? 0 : 2)
}

describe('a person before the camera', () => {
  it.each(['ada', 'grace'] as const)(
    'who does what is asked is through (%s)',
    async (name) => {
      const [subject, other] = name === 'ada' ? [ada, grace] : [grace, ada]
      const actor = genuine({ subject, other, room, movements, random: seededRandom(3) })
      expect(await present(models, actor, subject, movements)).toMatchObject({
        accepted: true,
        failure: null,
        steps: 4,
      })
    },
    patience,
  )
})

describe('a picture before the camera', () => {
  it.each(['printStill', 'printMoved', 'printTilted'] as const)(
    'makes no turn (%s)',
    async (instrument) => {
      const { accepted, steps } = await outcomeOf(instrument)
      expect(accepted).toBe(false)
      expect(steps).toBe(0)
    },
    patience,
  )

  it(
    'may look like a turn while it is bent, and is refused all the same',
    async () => {
      expect(await outcomeOf('printBent')).toMatchObject({ accepted: false })
    },
    patience,
  )
})

describe('a video before the camera, or in its place', () => {
  it.each(['phoneReplay', 'loopOnScreen', 'loopInjected'] as const)(
    'does not do what is asked (%s)',
    async (instrument) => {
      const { accepted, failure } = await outcomeOf(instrument)
      expect(accepted).toBe(false)
      expect(failure).not.toBe('no_end')
    },
    patience,
  )
})

describe('somebody else', () => {
  it.each(['otherHead', 'cut'] as const)(
    'cannot move for the person in a picture (%s)',
    async (instrument) => {
      const { accepted, failure } = await outcomeOf(instrument)
      expect(accepted).toBe(false)
      expect(failure).not.toBe('no_end')
    },
    patience,
  )
})
