import type { Image } from '../../shared/recognition/image.ts'

/** What stands before the frames, each a `frame420`, of a video that Chromium takes for a camera's: one frame when there is only one. */
export function y4mHeader({ width, height }: Pick<Image, 'width' | 'height'>): string {
  return `YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420\n`
}

/** What stands before each frame. */
export const frameHeader = 'FRAME\n'
