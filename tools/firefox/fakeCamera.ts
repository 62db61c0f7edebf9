/**
 * Runs in the camera window of the copy of the extension that a Firefox under test loads, before the extension's own script. Firefox has a fake
 * camera (`media.navigator.streams.fake`), which shows colours and no face, and none that plays a file. So this puts other pictures into the
 * stream of that camera, those of the fake webcam that Chromium plays in the other tests. Permission, devices and constraints
 * are Firefox's own.
 */

/** Where the fake webcam's file is served; written in by who builds this. */
declare const webcamUrl: string

/** Milliseconds from one frame to the next. */
const interval = 1000 / 30

const { mediaDevices } = navigator
const ask = mediaDevices.getUserMedia.bind(mediaDevices)

mediaDevices.getUserMedia = async (constraints) => {
  const own = await ask(constraints)
  const [ownTrack] = own.getVideoTracks()
  if (!ownTrack) return own
  const frames = framesIn(new Uint8Array(await (await fetch(webcamUrl, { cache: 'no-store' })).arrayBuffer()))
  const { canvas, stop } = await play(frames)
  const stream = canvas.captureStream()
  const [track] = stream.getVideoTracks()
  if (!track) throw new Error('The canvas gives no track')
  const end = track.stop.bind(track)
  track.stop = () => {
    stop()
    ownTrack.stop()
    end()
  }
  track.getSettings = () => ({ ...ownTrack.getSettings(), width: canvas.width, height: canvas.height })
  Object.defineProperty(track, 'label', { value: ownTrack.label })
  return stream
}

/** An `.mjpeg` file is JPEG images one after the other, each from `FF D8` to `FF D9`. */
function framesIn(file: Uint8Array<ArrayBuffer>): Blob[] {
  const frames: Blob[] = []
  let start = 0
  for (let i = 2; i <= file.length; i++) {
    const ends = i === file.length || (file[i] === 0xff && file[i + 1] === 0xd8 && file[i - 1] === 0xd9)
    if (!ends || file[i - 2] !== 0xff) continue
    frames.push(new Blob([file.subarray(start, i)], { type: 'image/jpeg' }))
    start = i
  }
  return frames
}

/** Draws the frames round after round, from before it resolves until it is told to stop. */
async function play(frames: readonly Blob[]): Promise<{ canvas: HTMLCanvasElement; stop: () => void }> {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  const [first] = frames
  if (!first || !context) throw new Error('The webcam shows nothing')
  const still = await createImageBitmap(first)
  canvas.width = still.width
  canvas.height = still.height
  context.drawImage(still, 0, 0)
  let next = 0
  let drawing = false
  const draw = async (): Promise<void> => {
    const frame = frames[next++ % frames.length]
    if (!frame || drawing) return
    drawing = true
    using picture = disposable(await createImageBitmap(frame))
    context.drawImage(picture.bitmap, 0, 0)
    drawing = false
  }
  const timer = setInterval(() => void draw(), interval)
  return { canvas, stop: () => clearInterval(timer) }
}

function disposable(bitmap: ImageBitmap): Disposable & { readonly bitmap: ImageBitmap } {
  return { bitmap, [Symbol.dispose]: () => bitmap.close() }
}
