/** Frames that make a good probe: three averaged halve the false rejections of one. */
export const framesForProbe = 3
