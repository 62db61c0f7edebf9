import { h, render } from 'preact'
import { Popup } from '../../extension/popup/Popup.tsx'
import { prepareWords } from '../../extension/words/prepareWords.ts'
import { popupScenes } from './popupScenes.ts'

/** Shows a moment of the popup, the one that the address names behind `#`, with the popup’s own parts and style. */

const name = location.hash.slice(1)
const scene = popupScenes[name]
if (!scene) throw new Error(`There is no scene "${name}"`)
await prepareWords()
render(h(Popup, { scene, lock: null }), document.body)
document.documentElement.dataset['shown'] = name
