import type { Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'

/** The end of the road: nothing before knew the address. */
export const refuseUnknown: Middleware = () => {
  throw new ZAuthError('not_found')
}
