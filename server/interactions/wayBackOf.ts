import { wayBack as duo } from '../duo/wayBack.ts'
import { wayBack as oidc } from '../oidc/wayBack.ts'
import type { Road } from '../store/records.ts'
import { wayBack as verify } from '../verify/wayBack.ts'
import type { WayBack } from './road.ts'

const waysBack: Partial<Record<Road, WayBack>> = { oidc, duo, verify }

/** The way back of a road. */
export function wayBackOf(road: Road): WayBack {
  const wayBack = waysBack[road]
  if (wayBack === undefined) throw new TypeError(`A road without a way back: ${road}`)
  return wayBack
}
