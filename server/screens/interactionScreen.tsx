import { offerElementId } from '../../shared/protocol/endpoints.ts'
import type { Offer } from '../../shared/protocol/messages.ts'
import type { RefusalReason } from '../store/records.ts'
import { refusalSentence } from '../interactions/refusalSentence.ts'
import { CodeForm, type CodeAnswer } from './codeForm.tsx'
import { expired, over } from './expired.ts'
import { Layout } from './layout.tsx'
import { SignInCard } from './signInCard.tsx'

interface InteractionScreenProps {
  readonly verifier: string
  readonly assets: string
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
  const { verifier, assets, page, extensionUrl, offer, refusal, isRecovered, isEnough, answer } = props
  const { relyingParty, purpose, training } = offer
  const isLive = refusal === null
  const state = isRecovered ? 'recovered' : isLive ? 'waiting' : 'refused'
  return (
    <Layout title={`Sign in to ${relyingParty.name} – ${verifier}`} verifier={verifier} assets={assets} script>
      <SignInCard heading={headingOf(purpose, refusal)} offer={offer} follow={{ page, state }}>
        <p id="next">{isLive ? nextSentence(purpose, training) : overSentence(refusal)}</p>
        <p id="status" role="status" aria-live="polite">
          {isLive ? 'Waiting for the ZAuth extension…' : over}
        </p>
        {isLive && <ExtensionHelp extensionUrl={extensionUrl} />}
        <div class="buttons">
          <form id="finish" method="post" action={`${page}/finish`} hidden={isLive && !isRecovered}>
            <button type="submit" class={isRecovered ? undefined : 'primary'}>
              {isRecovered && isEnough ? 'Continue without it' : `Back to ${relyingParty.name}`}
            </button>
          </form>
          {isLive && !isRecovered && (
            <form id="cancel" method="post" action={`${page}/cancel`}>
              <button type="submit">Cancel</button>
            </form>
          )}
        </div>
        {isLive && purpose === 'verify' && (
          <details id="without-face" open={answer !== null}>
            <summary>Use a recovery code</summary>
            <CodeForm
              page={page}
              label="Recovery code"
              hint="You were given ten when you set up your face; each works once. A code that the website gave you to set up this device works here, too, and so does a short one that another device of yours shows."
              answer={answer}
            />
          </details>
        )}
        <noscript>
          <p class="quiet">To sign in with your face, this page needs JavaScript.</p>
        </noscript>
      </SignInCard>
      {isLive && (
        <script type="application/json" id={offerElementId} dangerouslySetInnerHTML={{ __html: dataBlock(offer) }} />
      )}
    </Layout>
  )
}

/** Around it, what is there from the beginning: only so is it read aloud when it appears. */
function ExtensionHelp({ extensionUrl }: { readonly extensionUrl: string | undefined }) {
  return (
    <div role="status">
      <aside id="extension-help" hidden aria-labelledby="extension-help-title">
        <h2 id="extension-help-title">The ZAuth extension did not answer</h2>
        <ul>
          <li>If it is installed, click its icon in the browser’s toolbar and allow it for this site.</li>
          <li>
            If it is not,{' '}
            {extensionUrl === undefined ? (
              'ask the website where to get it.'
            ) : (
              <>
                <a href={extensionUrl} target="_blank" rel="noreferrer">
                  get the extension
                </a>
                , then load this page again.
              </>
            )}
          </li>
        </ul>
      </aside>
    </div>
  )
}

function headingOf(purpose: Offer['purpose'], refusal: RefusalReason | null): string {
  if (refusal === 'expired') return expired.heading
  if (refusal !== null) return 'This sign-in stopped'
  return purpose === 'enrol' ? 'Set up your face' : 'Sign in with your face'
}

function overSentence(refusal: RefusalReason): string {
  return refusal === 'expired' ? expired.next : refusalSentence(refusal)
}

function nextSentence(purpose: Offer['purpose'], training: Offer['training']): string {
  if (purpose === 'verify') {
    return 'The camera window opens and compares your face under encryption. No picture leaves this device.'
  }
  return training === 'device'
    ? 'The camera window opens, takes a few pictures and turns them into an encrypted template. No picture leaves this device.'
    : 'The camera window opens and takes a few pictures. Numbers computed from them go to the verifier once, to make an encrypted template; the pictures stay on this device.'
}

/** JSON that no HTML parser can take for the end of its element. */
function dataBlock(offer: Offer): string {
  return JSON.stringify(offer).replaceAll('<', String.raw`\u003c`)
}
