import { arrive, type Arrival } from './arrive.ts'
import { openBrowser } from './browser.ts'
import type { RelyingParty, SignIn } from './relyingParty.ts'

/** A person's sign-in at the website, up to the verifier's page. */
export interface Visit extends Arrival {
  readonly signIn: SignIn
}

/** Begins a sign-in at the website and follows it to the verifier's page. */
export async function visit(issuer: string, website: RelyingParty, user: string): Promise<Visit> {
  const signIn = await website.begin(user)
  return Object.assign(await arrive(openBrowser(), signIn.url.href, issuer), { signIn })
}
