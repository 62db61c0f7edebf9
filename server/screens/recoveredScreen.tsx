import type { Offer } from '../../shared/protocol/offer.ts'
import type { Words } from '../words/english.ts'
import type { PageWords } from '../words/wordsFor.ts'
import { Layout } from './layout.tsx'
import { SignInCard } from './signInCard.tsx'

interface RecoveredScreenProps {
  readonly verifier: string
  readonly assets: string
  readonly words: PageWords
  readonly page: string
  readonly offer: Offer
  /** Recovery codes that the account still has. */
  readonly codesLeft: number
  /** Whether this device may be set up now, and whether another must make room for it; `null` when it may not. */
  readonly setUp: { readonly isFull: boolean } | null
  /** Whether the website takes the code in place of the face. */
  readonly isEnough: boolean
}

/** So few that the person should think of new ones. */
const few = 3

/** The page after a recovery code: on to the website, or set up this device first. */
export function recoveredScreen(props: RecoveredScreenProps) {
  const { verifier, assets, words, page, offer, codesLeft, setUp, isEnough } = props
  const { name } = offer.relyingParty
  const { texts } = words
  const { recovered } = texts
  const done = isEnough ? recovered.signedIn(name) : recovered.faceAsked(name)
  return (
    <Layout title={`${done} – ${verifier}`} verifier={verifier} assets={assets} words={words}>
      <SignInCard heading={texts.headings.recovered} texts={texts} offer={offer}>
        <p class={codesLeft <= few ? 'warning' : undefined}>{codesSentence(codesLeft, recovered)}</p>
        {!isEnough && (
          <p>
            {recovered.noPlace(name)} {setUp ? recovered.setUpNow : recovered.useAnother}
          </p>
        )}
        {setUp && (
          <p>
            {recovered.setUpHint}
            {setUp.isFull && ` ${recovered.full(name)}`}
          </p>
        )}
        <div class="buttons">
          <form id="finish" method="post" action={`${page}/finish`}>
            <button type="submit" class={isEnough ? 'primary' : undefined}>
              {isEnough ? texts.continueTo(name) : texts.backTo(name)}
            </button>
          </form>
          {setUp && (
            <a class={isEnough ? 'button' : 'button primary'} href={`${page}?setup`}>
              {recovered.setUp}
            </a>
          )}
        </div>
      </SignInCard>
    </Layout>
  )
}

function codesSentence(left: number, texts: Words['recovered']): string {
  if (left === 0) return texts.none
  return left <= few ? texts.few(left) : texts.left(left)
}
