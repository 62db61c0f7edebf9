import { optionsScenes, type OptionsScene } from '../optionsScenes.ts'

/** The moment of the options page that the address of this page names behind `#`. */
export function sceneNow(): OptionsScene {
  const scene = optionsScenes[location.hash.slice(1)]
  if (!scene) throw new Error(`There is no scene "${location.hash}"`)
  return scene
}
