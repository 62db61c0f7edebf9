import type { Movement } from '../../protocol/movements.ts'
import type { Parallax } from './parallaxOf.ts'

/**
 * What may remain for each degree of a turn. Of heads made of photographs hardly any leaves as much; paper that is bent, and tilted
 * until it looks like a head that turned far enough, mostly leaves more.
 */
const perDegree = { residual: 0.004, misfit: 0.00046 } as const
/** What may remain for other movements, which are there for their being unpredictable. */
const greatestResidual = 0.12

/** Whether what was measured is a movement of one rigid head, and not of paper. */
export function isRigid(movement: Movement, { turn, residual, misfit }: Parallax): boolean {
  if (movement !== 'left' && movement !== 'right') return residual <= greatestResidual
  return residual <= perDegree.residual * Math.abs(turn) && misfit <= perDegree.misfit * Math.abs(turn)
}
