import { mkdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { paintScene, scene, type Scene } from './paintScene.ts'

/** What a webcam gives. Chromium shows a stream of any other size, or of 4:4:4 JPEGs, as plain green. */
const view = { width: 640, height: 480 } as const
/** One round of the stream: four seconds at 30 frames a second, without a jump at the end. */
const framesPerRound = 120

/** What the camera shows, round after round. */
const subjects = {
  ada: ['ada'],
  'ada-elsewhere': ['ada-elsewhere'],
  /** Nobody for twelve seconds, and then Ada. */
  'ada-late': ['nobody', 'nobody', 'nobody', 'ada'],
  grace: ['grace'],
  nobody: ['nobody'],
  two: ['two'],
  dark: ['dark'],
  /** A covered camera, one that hangs, one for stamps, and one that lies on its side. */
  black: ['black'],
  frozen: ['ada'],
  tiny: ['ada'],
  sideways: ['sideways'],
  /** Ada, and Grace in her place. */
  'ada-grace': ['ada', 'grace'],
} as const satisfies Record<string, readonly Scene[]>

/** What some cameras do otherwise. */
const manners: Partial<Record<Subject, { readonly frames?: number; readonly shrunk?: number }>> = {
  frozen: { frames: 1 },
  tiny: { shrunk: 4 },
}

/** Who or what stands before the camera. */
export type Subject = keyof typeof subjects

/** A fake webcam: a file for Chromium's `--use-file-for-fake-video-capture`, opened anew whenever a page asks for the camera. */
export interface Webcam {
  readonly path: string
  /** Changes who stands before the camera, from the next time that a page asks for it. */
  show(subject: Subject): Promise<void>
}

/**
 * @param folder where the streams lie; those that are missing are made, about a second each
 * @param path of the camera itself, made anew
 */
export async function createWebcam(folder: string, path: string, subject: Subject): Promise<Webcam> {
  await mkdir(folder, { recursive: true })
  const rounds = new Map<string, Promise<Buffer>>()
  for (const each of Object.keys(subjects) as Subject[])
    if (!(await exists(join(folder, fileOf(each))))) await writeStream(folder, each, rounds)
  const show = async (next: Subject): Promise<void> => {
    // A symlink replaced in one step: the camera is never missing.
    await rm(`${path}.next`, { force: true })
    await symlink(join(folder, fileOf(next)), `${path}.next`)
    await rename(`${path}.next`, path)
  }
  await show(subject)
  return { path, show }
}

/** The version changes when the streams would. */
const version = 2

function fileOf(subject: Subject): string {
  return `${subject}-${version}.mjpeg`
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}

/**
 * An `.mjpeg` file is JPEG images one after the other.
 * @param known rounds that are painted already: several streams show the same
 */
async function writeStream(folder: string, subject: Subject, known: Map<string, Promise<Buffer>>): Promise<void> {
  const rounds: Buffer[] = []
  const { frames = framesPerRound, shrunk = 1 } = manners[subject] ?? {}
  for (const what of subjects[subject]) {
    const name = `${what} ${frames} ${shrunk}`
    const round = known.get(name) ?? paintRound(what, frames, shrunk)
    known.set(name, round)
    rounds.push(await round)
  }
  const path = join(folder, fileOf(subject))
  await writeFile(`${path}.part`, Buffer.concat(rounds))
  await rename(`${path}.part`, path)
}

async function paintRound(what: Scene, count: number, shrunk: number): Promise<Buffer> {
  const still = await paintScene(what)
  return Buffer.concat(await Promise.all(Array.from({ length: count }, (_, i) => frameOf(still, i / count, shrunk))))
}

/** What the camera sees at a moment of the round, 0 to 1: slow moves, a little nearer and further, brighter and darker. */
async function frameOf(still: Buffer, moment: number, shrunk: number): Promise<Buffer> {
  const turn = (times: number): number => Math.sin(2 * Math.PI * times * moment)
  const width = Math.round(view.width * (1.1 + 0.03 * turn(1)))
  const height = Math.round((width * view.height) / view.width)
  const left = Math.round((scene.width - width) * (0.5 + 0.2 * turn(1)))
  const top = Math.round((scene.height - height) * (0.5 + 0.2 * turn(2)))
  return await sharp(still, { raw: { ...scene, channels: 3 } })
    .extract({ left, top, width, height })
    .resize(view.width / shrunk, view.height / shrunk)
    .linear(1 + 0.06 * turn(3))
    .jpeg({ quality: 88, chromaSubsampling: '4:2:0' })
    .toBuffer()
}
