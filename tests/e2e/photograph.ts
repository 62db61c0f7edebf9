import type { Page } from 'playwright'
import { agree, outcomeOf, type CameraOutcome } from '../../tools/cameraWindow.ts'

/** Agrees for somebody on a photograph, who says that she cannot turn her head where that is asked: the window waits for no turn then. */
export async function agreeAsPhotograph(camera: Page): Promise<void> {
  await agree(camera, () => camera.getByLabel('I cannot turn my head').check())
}

/** How a camera window ends with a photograph before it, which is enrolled or not. */
export async function outcomeOfPhotograph(camera: Page): Promise<CameraOutcome> {
  await agreeAsPhotograph(camera)
  return await outcomeOf(camera)
}
