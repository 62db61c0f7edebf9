/** Movements of the head that a challenge may ask for. Left and right are the person's own. */
export const movements = ['left', 'right', 'up', 'down', 'nearer', 'tilt_left', 'tilt_right'] as const
export type Movement = (typeof movements)[number]

/**
 * What a device is asked for, as its owner chose at enrolment. `turns` proves depth by turns to both sides; `gentle` is for
 * those who cannot turn their head: it cannot be foreseen either, but proves no depth.
 */
export const movementSets = ['turns', 'gentle'] as const
export type MovementSet = (typeof movementSets)[number]
