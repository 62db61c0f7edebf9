import type { VerifierConfigInput } from './config/config.ts'
import { withoutRuntimeRemark } from './oidc/withoutRuntimeRemark.ts'
import type { Verifier } from './verifier.ts'
import type { VerifierOptions } from './verifierOptions.ts'

/** What `import … from 'zauth'` gives: a verifier to be mounted in a program of one's own (docs/integrate/mount.md). */
export type { Verifier, VerifierConfigInput, VerifierOptions }
export { ConfigError } from './config/configError.ts'

/**
 * Starts a verifier. Mount its `app` (Koa) or its `handle` (Express, plain Node) at the path of its issuer, before anything that
 * reads bodies, and `close` it at the end.
 *
 * Several may run in one process, each with an issuer and a data folder of its own.
 *
 * @param config what `zauth.toml` says, with the same names; `listen` means nothing here
 * @throws ConfigError with one line for each mistake
 */
export async function createVerifier(config: VerifierConfigInput, options: VerifierOptions = {}): Promise<Verifier> {
  const { openVerifier } = await withoutRuntimeRemark(() => import('./verifier.ts'))
  return await openVerifier(config, options)
}
