import { decode } from 'jpeg-js'
import { readFile } from 'node:fs/promises'
import type { Image } from '../shared/recognition/image.ts'

/** Reads a JPEG file. Decoded without native code, so that every machine sees the same pixels. */
export async function readJpeg(path: string): Promise<Image> {
  return decode(await readFile(path), { useTArray: true, formatAsRGBA: true })
}
