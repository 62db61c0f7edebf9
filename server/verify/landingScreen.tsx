import type { VerifierConfig } from '../config.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { Layout } from '../screens/layout.tsx'
import type { VerifyChallenge } from '../store/records.ts'

/** The first page in a window beside the website's page: its script asks that page whether it is there, and goes on. */
export function landingScreen({ issuer, name }: VerifierConfig, { id, returnTo }: VerifyChallenge) {
  const page = `${issuer}/verify/${id}`
  const { origin } = new URL(returnTo)
  return (
    <Layout title={`Sign in – ${name}`} verifier={name} assets={assetsOf(issuer)} script>
      <section class="card" id="landing" data-challenge={id} data-origin={origin} data-page={page}>
        <h1>One moment…</h1>
        <p class="quiet">
          If nothing happens, <a href={page}>go on here</a>.
        </p>
      </section>
    </Layout>
  )
}
