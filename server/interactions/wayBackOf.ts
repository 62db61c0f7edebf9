import { wayBack as duo } from '../duo/wayBack.ts'
import { wayBack as entra } from '../entra/wayBack.ts'
import { wayBack as oidc } from '../oidc/wayBack.ts'
import type { Road } from '../store/records.ts'
import { wayBack as verify } from '../verify/wayBack.ts'
import type { WayBack } from './road.ts'

const waysBack: Readonly<Record<Road, WayBack>> = { oidc, duo, entra, verify }

/** The way back of a road. */
export function wayBackOf(road: Road): WayBack {
  return waysBack[road]
}
