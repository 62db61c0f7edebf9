import type { Page } from 'playwright'

/**
 * Keeps every camera that a page gets from now on. What is returned tells of each whether its light is on: `live`, or `ended`; how often a
 * page asks is told as well.
 */
export async function watchLights(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(record)
  return () => lightsOf(page)
}

/** In a page: keeps every camera that it gets. */
export function record(): void {
  const { mediaDevices } = navigator
  const lights: MediaStreamTrack[] = []
  const ask = mediaDevices.getUserMedia.bind(mediaDevices)
  Object.assign(globalThis, { lights })
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints)
    lights.push(...stream.getTracks())
    return stream
  }
}

/** The state of every camera that a page which records them has got. */
export async function lightsOf(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    (globalThis as unknown as { lights: MediaStreamTrack[] }).lights.map(({ readyState }) => readyState),
  )
}
