/** A picture as canvases and decoders give it: rows from the top, four bytes (red, green, blue, alpha) a pixel. */
export interface Image {
  readonly width: number
  readonly height: number
  /** `4 · width · height` bytes; alpha is not looked at. */
  readonly data: Uint8ClampedArray | Uint8Array
}
