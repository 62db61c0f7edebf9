import type { Movement } from '../../protocol/movements.ts'
import type { Parallax } from './parallaxOf.ts'

/**
 * What may remain for each degree of a turn. Nineteen of twenty pairs of photographs of one person leave less, although days and
 * expressions lie between the two; heads made of photographs leave half. Paper that is bent, and tilted until it looks like a head that turned
 * far enough, often leaves more.
 */
const perDegree = { residual: 0.0042, misfit: 0.0006 } as const
/** What may remain for other movements: more than for nineteen of twenty such pairs, less than for most bent paper. */
const greatestResidual = 0.09

/** Whether what was measured is a movement of one rigid head, and not of paper. */
export function isRigid(movement: Movement, { turn, residual, misfit }: Parallax): boolean {
  if (movement !== 'left' && movement !== 'right') return residual <= greatestResidual
  return residual <= perDegree.residual * Math.abs(turn) && misfit <= perDegree.misfit * Math.abs(turn)
}
