import { useLayoutEffect, useRef } from 'preact/hooks'
import { alignedSize } from '../../shared/recognition/align.ts'
import { numberOf } from '../words/formats.ts'
import { words } from './words.ts'

/** The images of an enrolment as the network sees them. Each canvas is emptied before it goes. */
export function Preview({ pictures }: { pictures: readonly Uint8ClampedArray<ArrayBuffer>[] }) {
  return (
    <ul class="preview">
      {pictures.map((picture, i) => (
        <li key={i}>
          <Picture picture={picture} label={words.pictureOf(numberOf(i + 1), numberOf(pictures.length))} />
        </li>
      ))}
    </ul>
  )
}

function Picture({ picture, label }: { picture: Uint8ClampedArray<ArrayBuffer>; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const element = canvas.current
    element?.getContext('2d')?.putImageData(new ImageData(picture, alignedSize, alignedSize), 0, 0)
    return () => {
      if (element) element.width = element.height = 0
    }
  }, [picture])
  return <canvas ref={canvas} width={alignedSize} height={alignedSize} role="img" aria-label={label} />
}
