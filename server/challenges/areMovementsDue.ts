import type { Device } from '../store/records.ts'

/** When heads have to move: never, once for each device and half day, at each sign-in. */
export type Liveness = 'off' | 'daily' | 'always'

const halfDay = 12 * 60 * 60_000

/** Whether a device's next challenge asks for movements. A device that is new has never moved: its first one does. */
export function areMovementsDue(liveness: Liveness, { movedAt }: Pick<Device, 'movedAt'>, now: number): boolean {
  if (liveness === 'off') return false
  // What is noted for a time to come was noted by a clock that was ahead.
  return liveness === 'always' || movedAt === null || movedAt > now || now - movedAt >= halfDay
}
