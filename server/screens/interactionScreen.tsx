import { offerElementId } from '../../shared/protocol/endpoints.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import type { RefusalReason } from '../store/records.ts'
import type { Words } from '../words/english.ts'
import { sentencesOf } from '../words/sentencesOf.ts'
import type { PageWords } from '../words/wordsFor.ts'
import { CodeForm, type CodeAnswer } from './codeForm.tsx'
import { Layout } from './layout.tsx'
import { SignInCard } from './signInCard.tsx'

interface InteractionScreenProps {
  readonly verifier: string
  readonly assets: string
  readonly words: PageWords
  /** Address of this interaction's page; status and forms are below it. */
  readonly page: string
  readonly extensionUrl: string | undefined
  readonly offer: Offer
  /** Set when the sign-in is over before it began, or was refused meanwhile. */
  readonly refusal: RefusalReason | null
  /** Whether a recovery code has ended it well, and a device is being added to the account. */
  readonly isRecovered: boolean
  /** Whether the website takes that code in place of the face. */
  readonly isEnough: boolean
  /** What became of a code that was typed. */
  readonly answer: CodeAnswer
}

/** The page of one sign-in: who asks, for whom, and what happens next. */
export function interactionScreen(props: InteractionScreenProps) {
  const { verifier, assets, words, page, extensionUrl, offer, refusal, isRecovered, isEnough, answer } = props
  const { relyingParty, purpose, training } = offer
  const { texts } = words
  const isLive = refusal === null
  const state = isRecovered ? 'recovered' : isLive ? 'waiting' : 'refused'
  return (
    <Layout
      title={`${texts.signInTo(relyingParty.name)} – ${verifier}`}
      verifier={verifier}
      assets={assets}
      words={words}
      script
    >
      <SignInCard heading={headingOf(texts, purpose, refusal)} texts={texts} offer={offer} follow={{ page, state }}>
        <p id="next">{isLive ? nextSentence(texts, purpose, training) : overSentence(texts, refusal)}</p>
        <p id="status" role="status" aria-live="polite">
          {isLive ? texts.states.waiting : texts.states.expired}
        </p>
        {isLive && <ExtensionHelp extensionUrl={extensionUrl} texts={texts.extension} />}
        <div class="buttons">
          <form id="finish" method="post" action={`${page}/finish`} hidden={isLive && !isRecovered}>
            <button type="submit" class={isRecovered ? undefined : 'primary'}>
              {isRecovered && isEnough ? texts.continueWithout : texts.backTo(relyingParty.name)}
            </button>
          </form>
          {isLive && !isRecovered && (
            <form id="cancel" method="post" action={`${page}/cancel`}>
              <button type="submit">{texts.cancel}</button>
            </form>
          )}
        </div>
        {isLive && purpose === 'verify' && (
          <details id="without-face" open={answer !== null}>
            <summary>{texts.code.instead}</summary>
            <CodeForm page={page} label={texts.code.label} hint={texts.code.hint} answer={answer} texts={texts.code} />
          </details>
        )}
        <noscript>
          <p class="quiet">{texts.noScript}</p>
        </noscript>
      </SignInCard>
      <DataBlock id="sentences" data={sentencesOf(words)} />
      {isLive && <DataBlock id={offerElementId} data={offer} />}
    </Layout>
  )
}

/** Around it, what is there from the beginning: only so is it read aloud when it appears. */
function ExtensionHelp({
  extensionUrl,
  texts,
}: {
  readonly extensionUrl: string | undefined
  readonly texts: Words['extension']
}) {
  return (
    <div role="status">
      <aside id="extension-help" hidden aria-labelledby="extension-help-title">
        <h2 id="extension-help-title">{texts.title}</h2>
        <ul>
          <li>{texts.ifThere}</li>
          <li>
            {texts.ifNot}{' '}
            {extensionUrl === undefined ? (
              texts.ask
            ) : (
              <>
                <a href={extensionUrl} target="_blank" rel="noreferrer">
                  {texts.get}
                </a>
                {texts.thenLoad}
              </>
            )}
          </li>
        </ul>
      </aside>
    </div>
  )
}

function headingOf({ headings }: Words, purpose: Offer['purpose'], refusal: RefusalReason | null): string {
  if (refusal === 'expired') return headings.expired
  return refusal === null ? headings[purpose] : headings.stopped
}

function overSentence({ next, refusals }: Words, refusal: RefusalReason): string {
  return refusal === 'expired' ? next.expired : refusals[refusal]
}

function nextSentence({ next }: Words, purpose: Offer['purpose'], training: Offer['training']): string {
  return purpose === 'verify' ? next.verify : next[training]
}

/** For programs: JSON that no HTML parser can take for the end of its element. */
function DataBlock({ id, data }: { readonly id: string; readonly data: object }) {
  const __html = JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
  return <script type="application/json" id={id} dangerouslySetInnerHTML={{ __html }} />
}
