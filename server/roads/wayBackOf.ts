import { wayBack as own } from '../account/wayBack.ts'
import { wayBack as duo } from '../duo/wayBack.ts'
import { wayBack as entra } from '../entra/wayBack.ts'
import { wayBack as oidc } from '../oidc/wayBack.ts'
import { wayBack as verify } from '../verify/wayBack.ts'
import type { WayBack } from './road.ts'
import type { RoadOrOwn } from './roads.ts'

const waysBack: Readonly<Record<RoadOrOwn, WayBack>> = { oidc, duo, entra, verify, own }

/** The way back of a road. */
export function wayBackOf(road: RoadOrOwn): WayBack {
  return waysBack[road]
}
