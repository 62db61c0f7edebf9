import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { createPuppetCamera, type PuppetCamera } from '../../tools/puppet/createPuppetCamera.ts'

/** A fake camera with a puppet before it, for the tests of one `describe`. */
export interface Theatre {
  /** The camera's file, for the stage whose browser looks at it. */
  readonly path: string
  readonly puppet: PuppetCamera
}

/** Opens a theatre before the first test of a `describe` and closes it after the last. To be used before the stage. */
export function useTheatre(): Theatre {
  const folder = mkdtempSync(join(tmpdir(), 'zauth-theatre-'))
  const path = join(folder, 'camera.y4m')
  let puppet: PuppetCamera | undefined
  beforeAll(async () => {
    puppet = await createPuppetCamera(path, null)
  })
  afterAll(async () => {
    await puppet?.close()
    await rm(folder, { recursive: true })
  })
  return {
    path,
    get puppet() {
      if (!puppet) throw new Error('The theatre is not open before the tests run')
      return puppet
    },
  }
}
