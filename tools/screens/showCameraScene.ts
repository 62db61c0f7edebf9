import { h, render } from 'preact'
import { CameraWindow, type Surfaces } from '../../extension/camera/CameraWindow.tsx'
import { createScreen } from '../../extension/camera/createScreen.ts'
import { drawOutline } from '../../extension/camera/drawOutline.ts'
import type { Sight } from '../../extension/face/sight.ts'
import { Unlock } from '../../extension/lock/Unlock.tsx'
import { prepareWords } from '../../extension/words/prepareWords.ts'
import { cameraScenes, type CameraScene } from './cameraScenes.ts'
import { sampleOffer } from './sampleOffer.ts'

/**
 * Shows a moment of the camera window, the one that the address names behind `#`, with the window's own parts and style, and one
 * picture in the place of a camera’s.
 */

/** Where the face is in `ada.jpg`, and how large, in its pixels. */
const face = { x: 320, y: 236, width: 82, height: 108 }

const name = location.hash.slice(1)
const scene = cameraScenes[name]
if (!scene) throw new Error(`There is no scene "${name}"`)
await prepareWords()
const picture = new Image()
picture.src = 'screens/ada.jpg'
await picture.decode()
if (scene.unlock === 'before') askForPassphrase(document.body)
else await showWindow(scene)
if (scene.unlock === 'over') {
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-labelledby', 'unlock-title')
  document.body.append(dialog)
  dialog.showModal()
  askForPassphrase(dialog)
}
for (const selector of scene.pressed ?? []) {
  while (!document.querySelector(selector)) await new Promise(requestAnimationFrame)
  document.querySelector<HTMLElement>(selector)?.click()
}
document.documentElement.dataset['shown'] = name

/** As `askToUnlock` draws it. */
function askForPassphrase(root: HTMLElement): void {
  root.dataset['state'] = 'locked'
  render(h('main', {}, h(Unlock, {})), root)
}

async function showWindow({ view, offer, live, face: isSeen }: CameraScene): Promise<void> {
  const screen = createScreen()
  const gone = new AbortController()
  addEventListener('pagehide', () => gone.abort())
  screen.subscribe(({ phase }) => (document.body.dataset['state'] = phase))
  const { video, canvas } = await new Promise<Surfaces>((onReady) =>
    render(
      h(CameraWindow, { offer: { ...sampleOffer, ...offer }, screen, onReady, onCancel: () => undefined }),
      document.body,
    ),
  )
  if (live) await play(video)
  const draw = drawOutline(canvas, video, gone.signal)
  screen.show({ ...view, ...(view.phase === 'preview' ? { pictures: [crop(), crop(), crop()] } : {}) })
  if (isSeen) draw(sight())
  // For tests that play a whole sign-in to it.
  Object.assign(globalThis, { zauthScreen: screen })
}

/** Lets a video play one frame, for as long as the page is open. */
async function play(element: HTMLVideoElement): Promise<void> {
  const still = document.createElement('canvas')
  still.width = picture.naturalWidth
  still.height = picture.naturalHeight
  const paint = (): void => still.getContext('2d')?.drawImage(picture, 0, 0)
  element.srcObject = still.captureStream()
  paint()
  setInterval(paint, 100)
  await element.play()
  element.toggleAttribute('data-live', true)
}

function crop(): Uint8ClampedArray<ArrayBuffer> {
  const side = 112
  const small = new OffscreenCanvas(side, side)
  const context = small.getContext('2d')
  if (!context) throw new Error('Nothing can be drawn')
  const { x, y, height } = face
  context.drawImage(picture, x - height, y - height, 2 * height, 2 * height, 0, 0, side, side)
  return new Uint8ClampedArray(context.getImageData(0, 0, side, side).data)
}

function sight(): Sight {
  const around = Array.from({ length: 36 }, (_, i) => (i * Math.PI) / 18)
  const outline = Float32Array.from(
    around.flatMap((angle) => [
      face.x + face.width * Math.sin(angle) * (Math.cos(angle) < 0 ? 0.94 : 1),
      face.y - face.height * Math.cos(angle),
    ]),
  )
  const advice = scene?.view.advice ?? 'ok'
  return {
    advice,
    good: true,
    towards: null,
    boxes: [],
    outline,
    pose: null,
    series: null,
    movement: null,
    took: 0,
  }
}
