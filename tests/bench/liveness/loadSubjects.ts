import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readJpeg } from '../../../models/readJpeg.ts'
import { embed } from '../../../shared/recognition/embed.ts'
import type { Models } from '../../../shared/recognition/models.ts'
import { perceive } from '../../../shared/recognition/perceive.ts'
import { headOf } from '../../../tools/puppet/headOf.ts'
import type { Subject } from './actor.ts'

/** Degrees off straight beyond which a photograph cannot be made a head of: half of it would be missing. */
const straight = { yaw: 10, pitch: 15 } as const

/** Which half of the people: thresholds were chosen on one, the figures are of the other. */
export type Half = 'development' | 'report'

/**
 * Heads made of photographs, one of each person, from a folder with one folder for each person, or with one file for each.
 *
 * @param half every other person by the order of names
 * @param count at most; people spread over all of them
 */
export async function loadSubjects(models: Models, facesDir: string, half: Half, count: number): Promise<Subject[]> {
  const entries = (await readdir(facesDir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() || /\.jpe?g$/i.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((_, i) => i % 2 === (half === 'development' ? 0 : 1))
  const subjects: Subject[] = []
  // A stride that meets everybody, so that neither the names nor the groups in them are cut off.
  const stride = strideFor(entries.length)
  for (let i = 0; i < entries.length && subjects.length < count; i++) {
    const entry = entries[(i * stride) % entries.length]
    if (!entry) continue
    const path = join(facesDir, entry.name)
    const subject = await subjectOf(models, entry.isDirectory() ? await firstPhotoIn(path) : path)
    if (subject) subjects.push(subject)
  }
  return subjects
}

/** About the golden section of a length, and without a common divisor with it. */
function strideFor(length: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  let stride = Math.max(1, Math.round(0.618 * length))
  while (divisor(stride, length) !== 1) stride++
  return stride
}

async function firstPhotoIn(folder: string): Promise<string> {
  const [first = ''] = (await readdir(folder)).filter((name) => /\.jpe?g$/i.test(name)).sort()
  return join(folder, first)
}

async function subjectOf(models: Models, path: string): Promise<Subject | null> {
  const photo = await readJpeg(path)
  const { landmarks, pose } = await perceive(models, photo)
  if (!landmarks || !pose || Math.abs(pose.yaw) > straight.yaw || Math.abs(pose.pitch) > straight.pitch) return null
  return {
    name: path,
    photo,
    landmarks,
    embedding: await embed(models, photo, landmarks),
    head: headOf(photo, landmarks),
  }
}
