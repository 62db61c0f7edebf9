import type { VerifierConfig } from '../config/config.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { Layout } from '../screens/layout.tsx'
import type { VerifyChallenge } from '../store/records.ts'
import type { PageWords } from '../words/wordsFor.ts'

/** The first page in a window beside the website's page: its script asks that page whether it is there, and goes on. */
export function landingScreen({ issuer, name }: VerifierConfig, { id, returnTo }: VerifyChallenge, words: PageWords) {
  const { texts } = words
  const page = `${issuer}/verify/${id}`
  const { origin } = new URL(returnTo)
  return (
    <Layout title={`${texts.headings.signIn} – ${name}`} verifier={name} assets={assetsOf(issuer)} words={words} script>
      <section class="card" id="landing" data-challenge={id} data-origin={origin} data-page={page}>
        <h1>{texts.headings.moment}</h1>
        <p class="quiet">
          {texts.ifNothing} <a href={page}>{texts.goOn}</a>.
        </p>
      </section>
    </Layout>
  )
}
