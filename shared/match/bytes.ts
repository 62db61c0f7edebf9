/** Bytes that own their memory: what crosses threads and the network. */
export type Bytes = Uint8Array<ArrayBuffer>
/** Coefficients of a polynomial, lowest power first, or of several polynomials one after the other. */
export type Coefficients = BigUint64Array<ArrayBuffer>
