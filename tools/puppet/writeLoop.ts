import { writeFile } from 'node:fs/promises'
import { addSensorNoise } from './addSensorNoise.ts'
import { emptyRoom } from './emptyRoom.ts'
import { frame420 } from './frame420.ts'
import { render } from './render.ts'
import { atRest, type Stance, type Surface } from './surface.ts'
import { frameHeader, y4mHeader } from './y4mHeader.ts'

/**
 * Writes a recording, thirty frames a second, which Chromium's fake camera plays round after round from the next time on that a
 * page asks for the camera.
 *
 * @param path ending in `.y4m`; written over
 * @param stances of the surface, one for each frame, where it does not stand at rest
 */
export async function writeLoop(path: string, surface: Surface, stances: readonly Partial<Stance>[]): Promise<void> {
  const room = await emptyRoom()
  const frames = stances.flatMap((stance) => {
    const frame = frame420(render(surface, { ...atRest, ...stance }, room))
    addSensorNoise(new Uint8ClampedArray(frame.buffer, 0, room.width * room.height))
    return [Buffer.from(frameHeader), frame]
  })
  await writeFile(path, Buffer.concat([Buffer.from(y4mHeader(room)), ...frames]))
}
