import { h, render } from 'preact'
import { loadVault } from '../../extension/popup/loadVault.ts'
import { Popup } from '../../extension/popup/Popup.tsx'
import { prepareWords } from '../../extension/words/prepareWords.ts'
import { popupScenes } from './popupScenes.ts'

/** Shows a moment of the popup, the one that the address names behind `#`, with the popup’s own parts and style. */

const name = location.hash.slice(1)
const scene = popupScenes[name]
if (!scene) throw new Error(`There is no scene "${name}"`)
await prepareWords()
const lock = scene.lock ? { state: scene.lock, vault: await loadVault() } : null
render(h(Popup, { scene, lock }), document.body)
for (const selector of scene.pressed ?? []) {
  while (!document.querySelector(selector)) await new Promise(requestAnimationFrame)
  document.querySelector<HTMLElement>(selector)?.click()
}
document.documentElement.dataset['shown'] = name
