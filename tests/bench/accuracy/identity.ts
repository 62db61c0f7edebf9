/** What the product's pipeline makes of one photograph. */
export interface Photo {
  /** 64 numbers of unit norm; null when no face was found. */
  readonly embedding: Float32Array | null
  /** What the camera window would have said of the face; a live camera would have been asked again unless it is `ok`. */
  readonly advice: string
}

/** A photograph that has a face. */
export interface Face extends Photo {
  readonly embedding: Float32Array
}

/** One person's photographs, in the order of their names. */
export interface Identity<Picture extends Photo = Face> {
  readonly name: string
  /** What the folder says of her, such as `female-asian`; null where it says nothing. */
  readonly group: string | null
  readonly photos: readonly Picture[]
}
