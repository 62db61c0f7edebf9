import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { authenticationOf } from '../roads/authenticationOf.ts'
import { demandedClasses } from './demandedClasses.ts'

/** Every authentication context class that a sign-in here can reach. */
export const reachableClasses = [authenticationOf('face').acr, authenticationOf('recovery_code').acr] as const

/** A website that demands what nobody can do here is told before anybody looks into a camera (RFC 9470 §5). */
export function requireReachableClass(ctx: KoaContextWithOIDC): void {
  const demanded = demandedClasses(ctx.oidc.params ?? {})
  if (demanded !== null && !reachableClasses.some((acr) => demanded.includes(acr))) {
    throw new errors.UnmetAuthenticationRequirements('none of the demanded acr values can be reached here')
  }
}
