import type { Movement } from '../../protocol/movements.ts'
import type { Parallax } from './parallaxOf.ts'

/** What may remain when two meshes of one head are laid onto each other, for each degree of a turn, and for other movements. */
const perDegree = 0.0035
const otherwise = 0.12

/** Whether what was measured is a movement of one rigid head: paper that is bent and tilted distorts the face more. */
export function isRigid(movement: Movement, { turn, residual }: Parallax): boolean {
  const isTurn = movement === 'left' || movement === 'right'
  return residual <= (isTurn ? perDegree * Math.abs(turn) : otherwise)
}
