import type Router from '@koa/router'
import { accountRouter } from './account/accountRouter.ts'
import { duoRouter } from './duo/duoRouter.ts'
import { entraRouter } from './entra/entraRouter.ts'
import type { PartsWithProvider } from './parts.ts'
import { createRouter } from './routes/createRouter.ts'
import { verifyRouter } from './verify/verifyRouter.ts'

/** Every address of the verifier but those of oidc-provider, in the order in which they are tried. */
export function routersOf(parts: PartsWithProvider): Router[] {
  return [createRouter(parts), accountRouter(parts), duoRouter(parts), entraRouter(parts), verifyRouter(parts)]
}
