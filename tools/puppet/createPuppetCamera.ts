import { open, rename, writeFile } from 'node:fs/promises'
import type { Movement } from '../../shared/protocol/movements.ts'
import type { Image } from '../../shared/recognition/image.ts'
import { approach } from './approach.ts'
import { emptyRoom } from './emptyRoom.ts'
import { frame420 } from './frame420.ts'
import { render } from './render.ts'
import { addSensorNoise } from './addSensorNoise.ts'
import { stanceFor } from './stanceFor.ts'
import { atRest, type Stance, type Surface } from './surface.ts'
import { frameHeader, y4mHeader } from './y4mHeader.ts'

/** Milliseconds between two frames that the puppet draws; the camera itself gives thirty a second. */
const interval = 80
/** Milliseconds that it takes her to see what is asked. */
const reaction = 200

/** A fake camera, with somebody before it who moves when she is asked to. */
export interface PuppetCamera {
  /** For Chromium's `--use-file-for-fake-video-capture`. */
  readonly path: string
  /** Somebody else takes her place; null for nobody. */
  show(surface: Surface | null): void
  /** A fifth of a second later she begins to move, at a head's usual speed; null: back to looking straight. */
  ask(movement: Movement | null): void
  /** The same for what no movement says: a picture tilted by 40 degrees. */
  stand(stance: Partial<Stance>): void
  /** Resolves when she stands as she was told to, and the camera shows it. */
  arrived(): Promise<void>
  /** Removes nothing: the camera goes on showing the last frame. */
  close(): Promise<void>
}

/**
 * Makes a fake camera that is live: the stream is one frame of uncompressed video, which Chromium reads anew thirty times a
 * second, and which is written over as the puppet moves. So a test can do what the camera window asks for at the moment when it
 * asks: watch the window for the movement that is wanted, and pass it to `ask`. Nothing has to be known beforehand, neither the sequence nor
 * the time that the rests take. (With a 4:2:0 frame written in the middle of a read the picture is torn, as on a screen; an
 * `.mjpeg` would not be a picture at all.)
 *
 * @param path ending in `.y4m`; written over
 */
export async function createPuppetCamera(path: string, surface: Surface | null): Promise<PuppetCamera> {
  if (!path.endsWith('.y4m')) throw new TypeError(`Unexpected path "${path}", expected one ending in .y4m`)
  const room = await emptyRoom()
  let shown = surface
  let stance: Stance = atRest
  let goal: Stance = atRest
  let asked: { movement: Movement | null; at: number } | null = null
  const header = Buffer.from(y4mHeader(room) + frameHeader)
  // Whole from the moment when there is a file of this name.
  await writeFile(`${path}.part`, Buffer.concat([header, filmed(shown, stance, room)]))
  await rename(`${path}.part`, path)
  const file = await open(path, 'r+')
  let last = performance.now()
  let writing: Promise<unknown> = Promise.resolve()
  const waiting: (() => void)[] = []
  const timer = setInterval(() => {
    const now = performance.now()
    if (asked && now >= asked.at + reaction) {
      goal = stanceFor(asked.movement)
      asked = null
    }
    stance = approach(stance, goal, (now - last) / 1000)
    last = now
    const frame = filmed(shown, swayed(stance, now), room)
    const heard = isAt(stance, goal) ? waiting.splice(0) : []
    writing = writing
      .then(() => file.write(frame, 0, frame.length, header.length))
      .then(() => heard.forEach((resolve) => resolve()))
  }, interval)
  return {
    path,
    show: (next) => (shown = next),
    ask: (movement) => (asked = { movement, at: performance.now() }),
    stand: (next) => {
      asked = null
      goal = { ...atRest, ...next }
    },
    arrived: () => new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      clearInterval(timer)
      await writing
      await file.close()
    },
  }
}

function isAt(stance: Stance, goal: Stance): boolean {
  const parts: readonly (keyof Stance)[] = ['turn', 'rise', 'lean', 'distance', 'x', 'y']
  return parts.every((part) => Math.abs(stance[part] - goal[part]) < 1e-6)
}

function filmed(surface: Surface | null, stance: Stance, room: Image): Uint8Array<ArrayBuffer> {
  const frame = frame420(surface ? render(surface, stance, room) : room)
  addSensorNoise(new Uint8ClampedArray(frame.buffer, 0, room.width * room.height))
  return frame
}

/** Nobody holds quite still. */
function swayed(stance: Stance, now: number): Stance {
  const wave = (period: number): number => Math.sin((2 * Math.PI * now) / period)
  return {
    ...stance,
    turn: stance.turn + 0.6 * wave(2300),
    rise: stance.rise + 0.5 * wave(3100),
    x: stance.x + 0.02 * wave(4700),
  }
}
