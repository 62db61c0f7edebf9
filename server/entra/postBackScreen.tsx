import { Layout } from '../screens/layout.tsx'
import type { PageWords } from '../words/wordsFor.ts'

interface PostBackScreenProps {
  readonly verifier: string
  readonly assets: string
  readonly words: PageWords
  readonly website: string
  /** A registered address. */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly isAnswer: boolean
}

/** A form that carries the answer back (OAuth 2.0 Form Post Response Mode §2). The page's script sends it; a person can, too. */
export function postBackScreen(props: PostBackScreenProps) {
  const { verifier, assets, words, website, action, fields, isAnswer } = props
  const { texts } = words
  const heading = isAnswer ? texts.headings.recognised : texts.headings.stopped
  return (
    <Layout title={`${texts.backTo(website)} – ${verifier}`} verifier={verifier} assets={assets} words={words} script>
      <section class="card" data-state={isAnswer ? 'authenticated' : 'refused'}>
        <h1>{heading}</h1>
        <p role="status">{texts.goingBackTo(website)}</p>
        <div class="buttons">
          <form id="post-back" method="post" action={action}>
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button type="submit" class="primary">
              {texts.backTo(website)}
            </button>
          </form>
        </div>
      </section>
    </Layout>
  )
}
