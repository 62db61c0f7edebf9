import sharp from 'sharp'
import type { Box, Look } from './lookOf.ts'

/** Pixels by which a part may be elsewhere, or larger: controls and fallback fonts differ between computers. */
const play = 16
/** Pictures are compared this small, so that letters are a shade and edges do not count. */
const smallWidth = 60
/** How far a channel of a small picture’s pixel may be off, of 255; and which part of its pixels may be further off. */
const greatestShade = 36
const greatestPart = 0.02

/** What tells two looks of a screen apart, in words; nothing when they are alike but for fonts and rounding. */
export async function differences(before: Look, now: Look): Promise<string[]> {
  return [...boxesApart(before.boxes, now.boxes), ...(await picturesApart(before.picture, now.picture))]
}

function boxesApart(before: readonly Box[], now: readonly Box[]): string[] {
  const names = (boxes: readonly Box[]): string => boxes.map(({ what }) => what).join(' ')
  if (names(before) !== names(now)) return [`parts were ${names(before)}, now ${names(now)}`]
  return before.flatMap((box, i) => {
    const other = now[i] ?? box
    const moved = (['x', 'y', 'width', 'height'] as const).filter((side) => Math.abs(box[side] - other[side]) > play)
    return moved.map((side) => `${box.what} ${i}: ${side} was ${box[side]}, now ${other[side]}`)
  })
}

async function picturesApart(before: Buffer, now: Buffer): Promise<string[]> {
  const [one, other] = await Promise.all([before, now].map(shrunk))
  if (!one || !other || one.length !== other.length) return ['the pictures have other proportions']
  let off = 0
  for (let i = 0; i < one.length; i += 3)
    if ([0, 1, 2].some((channel) => Math.abs((one[i + channel] ?? 0) - (other[i + channel] ?? 0)) > greatestShade))
      off++
  const part = off / (one.length / 3)
  return part > greatestPart ? [`${(100 * part).toFixed(1)} % of the picture is of another colour`] : []
}

async function shrunk(picture: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata()
  const size = { width: smallWidth, height: Math.round((smallWidth * height) / width) }
  return await sharp(picture)
    .resize({ ...size, fit: 'fill', kernel: 'cubic' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer()
}
