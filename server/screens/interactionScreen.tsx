import { offerElementId } from '../../shared/protocol/endpoints.ts'
import type { Offer } from '../../shared/protocol/messages.ts'
import type { RefusalReason } from '../store/records.ts'
import { refusalSentence } from '../interactions/refusalSentence.ts'
import { expired, over } from './expired.ts'
import { Layout } from './layout.tsx'

interface InteractionScreenProps {
  readonly verifier: string
  readonly assets: string
  /** Address of this interaction's page; status and forms are below it. */
  readonly page: string
  readonly extensionUrl: string | undefined
  readonly offer: Offer
  /** Set when the sign-in is over before it began, or was refused meanwhile. */
  readonly refusal: RefusalReason | null
}

/** The page of one sign-in: who asks, for whom, and what happens next. */
export function interactionScreen({ verifier, assets, page, extensionUrl, offer, refusal }: InteractionScreenProps) {
  const { relyingParty, account, accountName = account, reason, purpose, training } = offer
  return (
    <Layout title={`Sign in to ${relyingParty.name} – ${verifier}`} verifier={verifier} assets={assets} script>
      <section class="card" id="sign-in" data-page={page} data-state={refusal === null ? 'waiting' : 'refused'}>
        <div class="face" aria-hidden="true">
          <svg viewBox="0 0 64 64">
            <path
              class="corner"
              d="M4 18V10a6 6 0 0 1 6-6h8M46 4h8a6 6 0 0 1 6 6v8M60 46v8a6 6 0 0 1-6 6h-8M18 60h-8a6 6 0 0 1-6-6v-8"
            />
            <path class="features" d="M22 24v5M42 24v5M32 26v10h-3M23 43c5 5 13 5 18 0" />
          </svg>
        </div>
        <h1>{headingOf(purpose, refusal)}</h1>
        <dl>
          <dt>Website</dt>
          <dd>
            <bdi>{relyingParty.name}</bdi>
            <span class="origin">{relyingParty.origin}</span>
          </dd>
          <dt>Account</dt>
          <dd>
            <bdi>{accountName}</bdi>
          </dd>
          {reason !== undefined && (
            <>
              <dt>For</dt>
              <dd>
                <bdi>{reason}</bdi>
              </dd>
            </>
          )}
        </dl>
        <p id="next">{refusal === null ? nextSentence(purpose, training) : overSentence(refusal)}</p>
        <p id="status" role="status" aria-live="polite">
          {refusal === null ? 'Waiting for the ZAuth extension…' : over}
        </p>
        {refusal === null && <ExtensionHelp extensionUrl={extensionUrl} />}
        <div class="buttons">
          <form id="finish" method="post" action={`${page}/finish`} hidden={refusal === null}>
            <button type="submit" class="primary">
              Back to {relyingParty.name}
            </button>
          </form>
          {refusal === null && (
            <form id="cancel" method="post" action={`${page}/cancel`}>
              <button type="submit">Cancel</button>
            </form>
          )}
        </div>
        <noscript>
          <p class="quiet">This page needs JavaScript to talk to the extension.</p>
        </noscript>
      </section>
      {refusal === null && (
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
