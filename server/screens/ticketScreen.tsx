import type { Offer } from '../../shared/protocol/messages.ts'
import { CodeForm, type CodeAnswer } from './codeForm.tsx'
import { Layout } from './layout.tsx'
import { SignInCard } from './signInCard.tsx'

interface TicketScreenProps {
  readonly verifier: string
  readonly assets: string
  readonly page: string
  readonly offer: Offer
  readonly answer: CodeAnswer
}

/** The page for an account without a device, where the website lets nobody enrol without a ticket of its own. */
export function ticketScreen({ verifier, assets, page, offer, answer }: TicketScreenProps) {
  const { name } = offer.relyingParty
  return (
    <Layout title={`Set up your face for ${name} – ${verifier}`} verifier={verifier} assets={assets}>
      <SignInCard heading="Set up your face" offer={offer}>
        <p>No face is known for this account yet. To set up yours, you need a code from {name}.</p>
        <CodeForm
          page={page}
          label={`Code from ${name}`}
          hint="It works once, and for this account only. If you have none, ask the website."
          answer={answer}
        />
        <div class="buttons">
          <form id="cancel" method="post" action={`${page}/cancel`}>
            <button type="submit">Cancel</button>
          </form>
        </div>
      </SignInCard>
    </Layout>
  )
}
