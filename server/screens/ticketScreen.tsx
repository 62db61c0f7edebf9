import type { Offer } from '../../shared/protocol/offer.ts'
import type { PageWords } from '../words/wordsFor.ts'
import { CodeForm, type CodeAnswer } from './codeForm.tsx'
import { Layout } from './layout.tsx'
import { SignInCard } from './signInCard.tsx'

interface TicketScreenProps {
  readonly verifier: string
  readonly assets: string
  readonly words: PageWords
  readonly page: string
  readonly offer: Offer
  readonly answer: CodeAnswer
}

/** The page for an account without a device, where the website lets nobody enrol without a ticket of its own. */
export function ticketScreen({ verifier, assets, words, page, offer, answer }: TicketScreenProps) {
  const { name } = offer.relyingParty
  const { texts } = words
  return (
    <Layout title={`${texts.ticket.title(name)} – ${verifier}`} verifier={verifier} assets={assets} words={words}>
      <SignInCard heading={texts.headings.enrol} texts={texts} offer={offer}>
        <p>{texts.ticket.needed(name)}</p>
        <CodeForm
          page={page}
          label={texts.ticket.label(name)}
          hint={texts.ticket.hint}
          answer={answer}
          texts={texts.code}
        />
        <div class="buttons">
          <form id="cancel" method="post" action={`${page}/cancel`}>
            <button type="submit">{texts.cancel}</button>
          </form>
        </div>
      </SignInCard>
    </Layout>
  )
}
