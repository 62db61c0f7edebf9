import file from '../../../models/mean-mesh.json' with { type: 'json' }

/**
 * The mean of generated faces' 468 landmarks: x (right in the image), y (down) and depth (away from the camera) each, of a
 * head that looks straight into the camera; the unit is the distance from ear to ear.
 */
export const meanMesh: Float64Array = Float64Array.from(file.mesh, (value) => value / 10_000)

/** The landmarks that only the whole head moves: none on lids, brows, lips, jaw or rim. */
export const rigidLandmarks: readonly number[] = file.rigid
