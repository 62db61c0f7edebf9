/** A face that the detector found. All lengths and places are in pixels of the image. */
export interface Face {
  /** From the brows to the chin and from ear to ear, roughly; may reach beyond the image. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** The detector's confidence, 0 to 1. */
  readonly score: number
  /** The centres of the two eyes, x and y, the one further left in the image first. */
  readonly eyes: readonly [readonly [number, number], readonly [number, number]]
}

/** Where the head points, in degrees, measured on the landmarks; 0, 0, 0 looks straight into the camera. */
export interface Pose {
  /** Positive when the head is turned to its own left, which is the right of an image that is not mirrored. */
  readonly yaw: number
  /** Positive when the head looks down. Measured roughly: half of it may be missing. */
  readonly pitch: number
  /** Positive when the head leans clockwise in the image. */
  readonly roll: number
}

/** What the advice was drawn from. */
export interface Quality {
  /** Width of the face as a part of the image's shorter side. */
  readonly size: number
  /** Distance of the face's centre from the image's, as a part of the image's shorter side. */
  readonly offset: number
  /** Luminance that the brightest twentieth of the face reaches, 0 to 1. */
  readonly highlights: number
  /** Part of the face that is as bright as the camera can show, 0 to 1. */
  readonly glare: number
  /** Edges per contrast in the aligned crop; about 0.1 and more where it is sharp. */
  readonly sharpness: number
  /** How far the landmarks moved since the previous perception, as a part of the face's width; 0 without a previous one. */
  readonly movement: number
  /** Distance of the lids of the less open eye as a part of its width; about 0.26. */
  readonly eyes: number
}

/** What to tell the person; `ok` when this image may be recognised. */
export type Advice =
  | 'ok'
  | 'no_face'
  | 'several_faces'
  | 'closer'
  | 'further'
  | 'centre'
  | 'more_light'
  | 'less_light'
  | 'look_straight'
  | 'hold_still'

/** What can be said about one image before it is recognised. */
export interface Perception {
  readonly advice: Advice
  /** Every face found, largest first. */
  readonly faces: readonly Face[]
  /** 468 landmarks of the largest face, x, y and depth each, in pixels; depth grows away from the camera. */
  readonly landmarks: Float32Array | null
  readonly pose: Pose | null
  readonly quality: Quality | null
  /** The aligned face of 112 × 112 pixels as the embedding network takes it: red, green, blue from 0 to 255. */
  readonly crop: Float32Array | null
}
