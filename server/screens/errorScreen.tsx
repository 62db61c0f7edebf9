import type { Website } from '../http/noteWebsite.ts'
import type { Words } from '../words/english.ts'
import type { PageWords } from '../words/wordsFor.ts'
import { Layout } from './layout.tsx'

interface ErrorScreenProps {
  readonly verifier: string
  readonly assets: string
  readonly words: PageWords
  /** A sentence for the person. */
  readonly message: string
  /** What an operator searches for. */
  readonly code: string
  /** Where the person came from, if that is known. */
  readonly website: Website | null
}

/** The page for what cannot go on. No stack, no detail: those are in the log. */
export function errorScreen({ verifier, assets, words, message, code, website }: ErrorScreenProps) {
  const { texts } = words
  const heading = texts.headings[headings[code] ?? 'stopped']
  return (
    <Layout title={`${heading} – ${verifier}`} verifier={verifier} assets={assets} words={words}>
      <section class="card" role="alert">
        <h1>{heading}</h1>
        <p>{message}</p>
        {website && (
          <p>
            <a class="button primary" href={website.href}>
              {texts.backTo(website.name)}
            </a>
          </p>
        )}
        <p class="quiet">
          {texts.errorCode} <code dir="ltr">{code}</code>
        </p>
      </section>
    </Layout>
  )
}

const headings: Readonly<Record<string, keyof Words['headings']>> = {
  not_found: 'nothing',
  method_not_allowed: 'nothing',
  interaction_expired: 'expired',
  interaction_over: 'over',
  busy: 'busy',
}
