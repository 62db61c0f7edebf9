import { withoutRuntimeRemark } from '../oidc/withoutRuntimeRemark.ts'
import type { serve } from '../serve.ts'

/** `serve`, with all that it needs: loaded only when something is to be served. */
export async function importServe(): Promise<typeof serve> {
  return await withoutRuntimeRemark(async () => (await import('../serve.ts')).serve)
}
