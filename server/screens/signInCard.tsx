import type { ComponentChildren } from 'preact'
import type { Offer } from '../../shared/protocol/offer.ts'
import type { Words } from '../words/english.ts'

interface SignInCardProps {
  readonly heading: string
  readonly texts: Words
  readonly offer: Pick<Offer, 'relyingParty' | 'account' | 'accountName' | 'reason'>
  /** For the page's script: where the sign-in's page is, and how far it was when this was sent. */
  readonly follow?: { readonly page: string; readonly state: 'waiting' | 'recovered' | 'refused' }
  readonly children: ComponentChildren
}

/** What every page of a sign-in begins with: which website asks, for whom, and what for. */
export function SignInCard({ heading, texts, offer, follow, children }: SignInCardProps) {
  const { relyingParty, account, accountName = account, reason } = offer
  const data = follow && { id: 'sign-in', 'data-page': follow.page, 'data-state': follow.state }
  return (
    <section class="card" {...data}>
      <div class="face" aria-hidden="true">
        <svg viewBox="0 0 64 64">
          <path
            class="corner"
            d="M4 18V10a6 6 0 0 1 6-6h8M46 4h8a6 6 0 0 1 6 6v8M60 46v8a6 6 0 0 1-6 6h-8M18 60h-8a6 6 0 0 1-6-6v-8"
          />
          <path class="features" d="M22 24v5M42 24v5M32 26v10h-3M23 43c5 5 13 5 18 0" />
        </svg>
      </div>
      <h1>{heading}</h1>
      <dl>
        <dt>{texts.website}</dt>
        <dd>
          <bdi>{relyingParty.name}</bdi>
          <span class="origin" dir="ltr">
            {relyingParty.origin}
          </span>
        </dd>
        <dt>{texts.account}</dt>
        <dd>
          <bdi>{accountName}</bdi>
        </dd>
        {reason !== undefined && (
          <>
            <dt>{texts.reason}</dt>
            <dd>
              <bdi>{reason}</bdi>
            </dd>
          </>
        )}
      </dl>
      {children}
    </section>
  )
}
