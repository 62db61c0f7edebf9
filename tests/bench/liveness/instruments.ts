import type { Movement } from '../../../shared/protocol/movements.ts'
import { movements as allMovements } from '../../../shared/protocol/movements.ts'
import { printOf } from '../../../tools/puppet/printOf.ts'
import { render } from '../../../tools/puppet/render.ts'
import { atRest, type Stance } from '../../../tools/puppet/surface.ts'
import type { MovementProgress } from '../../../extension/face/createMovementWatch.ts'
import type { Actor, Scene } from './actor.ts'
import { createPerformer } from './createPerformer.ts'
import { createRecording } from './createRecording.ts'
import { screenOf } from './screenOf.ts'

/** Width of a screen that shows a face in life size, in distances from ear to ear: what the camera saw then, it shows now. */
const screenWidth = 4

/** What a presentation is made with: an actor for a scene. `injected` streams come from no sensor. */
export interface Instrument {
  readonly title: string
  readonly injected?: boolean
  readonly act: (scene: Scene) => Actor
}

/** The attack instruments, by their names in the results. */
export const instruments: Readonly<Record<string, Instrument>> = {
  printStill: {
    title: 'printed photograph, held still',
    act: (scene) => withPrint(scene, () => atRest),
  },
  printMoved: {
    title: 'printed photograph, moved to where the prompt points',
    act: (scene) => withPrint(scene, (movement) => moved(movement)),
  },
  printTilted: {
    title: 'printed photograph, tilted to where the prompt points',
    act: (scene) => {
      const angle = 35 + 25 * scene.random()
      return withPrint(scene, (movement) => tilted(movement, angle))
    },
  },
  printBent: {
    title: 'printed photograph, bent to a radius of 6 to 14 cm and tilted; bent the other way for up and down',
    act: (scene) => withBentPrint(scene, 40 + 20 * scene.random(), radii.least + radii.range * scene.random()),
  },
  phoneReplay: {
    title: 'replay on a screen of a session with another sequence',
    act: (scene) => onScreen(scene, anotherSequence(scene)),
  },
  loopOnScreen: {
    title: 'video that goes round, on a screen',
    act: ({ subject, room, random }) => {
      const recording = createRecording(subject, shuffled(['left', 'up', 'right', 'down'], random), room, random)
      const hand = createPerformer(random, () => atRest)
      return {
        frame: (time) => {
          const picture = recording.frame(time % recording.length)
          return render(screenOf(picture, screenWidth), steadied(hand.stance(time, null)), room, { axis: 'middle' })
        },
      }
    },
  },
  loopInjected: {
    title: 'video that goes round, in place of a camera',
    injected: true,
    act: ({ subject, room, random }) => {
      const recording = createRecording(subject, shuffled(['left', 'up', 'right', 'down'], random), room, random)
      return { frame: (time) => recording.frame(time % recording.length) }
    },
  },
  otherHead: {
    title: 'another person’s head moves, the photograph is shown in between',
    act: (scene) => {
      const { other, room, random } = scene
      const print = withPrint(scene, () => atRest)
      const head = createPerformer(random)
      // Either the photograph is there in every rest, or only at the end, for the probe.
      const onlyLast = random() < 0.5
      return {
        frame: (time, shown) => {
          const stance = head.stance(time, askedIn(shown))
          const isRest = shown.state === 'neutral' || shown.state === 'done'
          if (isRest && (!onlyLast || shown.step >= scene.movements.length - 1)) return print.frame(time, shown)
          return render(other.head, stance, room)
        },
      }
    },
  },
  cut: {
    title: 'cut from one face to another at the same place, in the same pose',
    act: ({ subject, other, room, random }) => {
      const performer = createPerformer(random)
      const from = Math.floor(4 * random())
      return {
        frame: (time, shown) => {
          const isCut =
            shown.step >= from && (shown.state === 'move' || shown.state === 'pause' || shown.state === 'back')
          return render(isCut ? other.head : subject.head, performer.stance(time, askedIn(shown)), room)
        },
      }
    },
  },
}

/** The same with luck: the session that was recorded had the sequence that is asked for now. What the sequence's length is about. */
export const luckyReplay = (scene: Scene): Actor => onScreen(scene, scene.movements)

/** A session that was recorded, played once on a screen in a hand. */
function onScreen({ subject, room, random }: Scene, recorded: readonly Movement[]): Actor {
  const recording = createRecording(subject, recorded, room, random)
  const hand = createPerformer(random, () => atRest)
  return {
    frame: (time) => {
      const picture = recording.frame(Math.min(time, recording.length))
      return render(screenOf(picture, screenWidth), steadied(hand.stance(time, null)), room, { axis: 'middle' })
    },
  }
}

/** In distances from ear to ear, of which one is about 14.5 cm. */
const radii = { least: 6 / 14.5, range: 8 / 14.5 } as const

/** Milliseconds in which hands make bent paper flat. */
const rebending = 350

/** What the camera window asks for, to somebody who does it. */
export function askedIn({ state, wanted }: MovementProgress): Movement | null {
  return state === 'move' ? wanted : null
}

function withPrint({ subject, room, random }: Scene, stanceOf: (movement: Movement | null) => Stance): Actor {
  const print = printOf(subject.photo, subject.landmarks)
  const performer = createPerformer(random, stanceOf)
  return {
    frame: (time, shown) => render(print, performer.stance(time, askedIn(shown)), room, { axis: 'middle' }),
  }
}

/** Paper in two hands, which bend it around the axis around which it is then tilted. */
function withBentPrint({ subject, room, random }: Scene, angle: number, radius: number): Actor {
  const performer = createPerformer(random, (movement) => tilted(movement, angle))
  /** Of the bend: 1 around an upright axis, −1 around a level one, flat in between. */
  let bend = 1
  let last = 0
  return {
    frame: (time, shown) => {
      const asked = askedIn(shown)
      const wanted = asked === 'up' || asked === 'down' ? -1 : 1
      const most = (time - last) / rebending
      last = time
      bend += Math.max(-most, Math.min(most, wanted - bend))
      const curvature = { upright: Math.max(0, bend) / radius, level: Math.max(0, -bend) / radius }
      const print = printOf(subject.photo, subject.landmarks, { curvature, reach: 0.8 })
      return render(print, performer.stance(time, asked), room, { axis: 'middle' })
    },
  }
}

function moved(movement: Movement | null): Stance {
  const [x, y] = [movement === 'left' ? 0.9 : movement === 'right' ? -0.9 : 0, movement === 'up' ? -0.6 : 0.6]
  return movement === null ? atRest : { ...atRest, x, y: movement === 'up' || movement === 'down' ? y : 0 }
}

function tilted(movement: Movement | null, angle: number): Stance {
  const turn = movement === 'left' ? angle : movement === 'right' ? -angle : 0
  const rise = movement === 'up' ? angle : movement === 'down' ? -angle : 0
  return { ...atRest, turn, rise }
}

/** A screen in a hand stands straight before the camera, and hardly moves. */
function steadied(stance: Stance): Stance {
  return {
    ...atRest,
    turn: stance.turn / 3,
    rise: stance.rise / 3,
    lean: stance.lean / 3,
    x: stance.x / 4,
    y: stance.y / 4,
  }
}

function anotherSequence({ movements, random }: Scene): Movement[] {
  for (;;) {
    const sequence = Array.from({ length: movements.length }, () => allMovements[Math.floor(4 * random())] ?? 'left')
    const isAllowed = sequence.includes('left') && sequence.includes('right')
    const isRepeating = sequence.some((movement, i) => movement === sequence[i - 1])
    if (isAllowed && !isRepeating && sequence.some((movement, i) => movement !== movements[i])) return sequence
  }
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
}
