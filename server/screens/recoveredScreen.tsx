import type { Offer } from '../../shared/protocol/messages.ts'
import { Layout } from './layout.tsx'
import { SignInCard } from './signInCard.tsx'

interface RecoveredScreenProps {
  readonly verifier: string
  readonly assets: string
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
export function recoveredScreen({ verifier, assets, page, offer, codesLeft, setUp, isEnough }: RecoveredScreenProps) {
  const { name } = offer.relyingParty
  const done = isEnough ? `Signed in to ${name} with a recovery code` : `Your face is asked for by ${name}`
  return (
    <Layout title={`${done} – ${verifier}`} verifier={verifier} assets={assets}>
      <SignInCard heading="Your recovery code was accepted" offer={offer}>
        <p class={codesLeft <= few ? 'warning' : undefined}>{codesSentence(codesLeft)}</p>
        {!isEnough && (
          <p>
            {name} asks for your face, and takes no code in its place.
            {setUp ? ' Set up this device now; then your face is compared.' : ' Use a device that knows it.'}
          </p>
        )}
        {setUp && (
          <p>
            If you have no other device at hand that knows your face, set up this one now.
            {setUp.isFull && ` Your account has as many devices as ${name} allows: the oldest of them will be removed.`}
          </p>
        )}
        <div class="buttons">
          <form id="finish" method="post" action={`${page}/finish`}>
            <button type="submit" class={isEnough ? 'primary' : undefined}>
              {isEnough ? 'Continue' : 'Back'} to {name}
            </button>
          </form>
          {setUp && (
            <a class={isEnough ? 'button' : 'button primary'} href={`${page}?setup`}>
              Set up my face on this device
            </a>
          )}
        </div>
      </SignInCard>
    </Layout>
  )
}

function codesSentence(left: number): string {
  const later = 'When you next sign in with your face, you can have new ones.'
  if (left === 0) return 'This was your last recovery code. When you next sign in with your face, you get new ones.'
  if (left <= few) return `You have only ${left} recovery ${left === 1 ? 'code' : 'codes'} left. ${later}`
  return `It will not work a second time. You have ${left} recovery codes left.`
}
