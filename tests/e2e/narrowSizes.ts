import { sizes, type Place } from '../../tools/screens/openScreens.ts'

/** WCAG 2.2 §1.4.10: a window of 1280 pixels at 400 %. */
const narrow = 320

/** How small a page may become. The popup grows with what is in it, the browser with the popup. */
export function narrowSizes(place: Place): readonly { readonly width: number; readonly height: number }[] {
  const { width, height } = sizes[place]
  return place === 'popup'
    ? [sizes.popup]
    : [
        { width: width / 2, height: height / 2 },
        { width: narrow, height: 640 },
      ]
}
