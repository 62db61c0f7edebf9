import { addressBack } from '../../shared/verify/addressBack.ts'
import type { Ending } from '../../shared/verify/windowMessages.ts'
import type { VerifierConfig } from '../config/config.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { Layout } from '../screens/layout.tsx'
import type { PageWords } from '../words/wordsFor.ts'

/** The last page in a window beside the website's page: its script hands the end over to that page, and closes the window. */
export function handoverScreen({ issuer, name }: VerifierConfig, website: string, ending: Ending, words: PageWords) {
  const { texts } = words
  const isRecognised = ending.type === 'zauth-result'
  return (
    <Layout title={`${texts.backTo(website)} – ${name}`} verifier={name} assets={assetsOf(issuer)} words={words} script>
      <section class="card" data-state={isRecognised ? 'authenticated' : 'refused'}>
        <h1>{isRecognised ? texts.headings.recognised : texts.headings.stopped}</h1>
        {ending.type === 'zauth-error' && <p>{ending.message}</p>}
        <p>
          <a class="button primary" href={addressBack(ending)}>
            {texts.backTo(website)}
          </a>
        </p>
      </section>
      <script type="application/json" id="handover" dangerouslySetInnerHTML={{ __html: dataBlock(ending) }} />
    </Layout>
  )
}

/** JSON that no HTML parser can take for the end of its element. */
function dataBlock(ending: Ending): string {
  return JSON.stringify(ending).replaceAll('<', String.raw`\u003c`)
}
