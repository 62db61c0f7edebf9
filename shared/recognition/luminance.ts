/** The luminance of a colour by ITU-R BT.601's weights, in the unit of its parts. */
export function luminance(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue
}
