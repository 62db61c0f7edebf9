import Koa, { type Middleware } from 'koa'
import mount from 'koa-mount'
import { refuseWrongMethods } from '../../http/refuseWrongMethods.ts'
import type { Parts } from '../../parts.ts'
import type { Operators } from '../openOperators.ts'
import { operatorUrl } from '../operatorUrl.ts'
import { adminRouter } from './adminRouter.ts'
import { guardAdmin } from './guardAdmin.ts'

/**
 * The operators' pages, under `/admin` of the operators' address: a password, then a face by the verifier itself, then what there is to
 * see. Nothing can be changed there. None where `operatorUrl` says so.
 */
export function adminPages(parts: Parts, operators: Operators): readonly Middleware[] {
  const url = operatorUrl(parts.config)
  if (url === null) return []
  const router = adminRouter(parts, operators, url)
  const pages = new Koa()
  pages.use(guardAdmin(parts, url)).use(refuseWrongMethods(router)).use(router.routes())
  return [mount(pages)]
}
