import { renderToString } from 'preact-render-to-string'
import { postBackScreen } from '../../server/entra/postBackScreen.tsx'
import { errorScreen } from '../../server/screens/errorScreen.tsx'
import { interactionScreen } from '../../server/screens/interactionScreen.tsx'
import { recoveredScreen } from '../../server/screens/recoveredScreen.tsx'
import { ticketScreen } from '../../server/screens/ticketScreen.tsx'
import type { Offer } from '../../shared/protocol/offer.ts'
import { wordsFor } from '../../server/words/wordsFor.ts'
import { sampleOffer } from './sampleOffer.ts'

const words = wordsFor({ acceptsLanguages: () => 'en', vary: () => undefined } as never)
const common = { verifier: 'Harbour sign-in', assets: '/assets', words, isEnough: true }
const page = '/interaction/1'
const offer = { ...sampleOffer, accountName: 'Ada Lovelace' }
const enrolling: Offer = { ...offer, purpose: 'enrol' }
const asked = {
  ...common,
  page,
  extensionUrl: 'https://addons.example/zauth',
  refusal: null,
  isRecovered: false,
  answer: null,
}
const website = { name: 'Harbour Books', href: 'https://shop.harbour-books.example' }

const screens = {
  'verifier-waiting': interactionScreen({ ...asked, offer }),
  'verifier-enrolling': interactionScreen({ ...asked, offer: { ...enrolling, training: 'server' } }),
  'verifier-reason': interactionScreen({
    ...asked,
    offer: { ...offer, reason: 'Transfer 12,500.00 EUR to Hafenmeisterei Regensburg' },
  }),
  'verifier-code-wrong': interactionScreen({ ...asked, offer, answer: { was: 'wrong' } }),
  'verifier-codes-spent': interactionScreen({ ...asked, offer, answer: { was: 'too_many', seconds: null } }),
  'verifier-expired': interactionScreen({ ...asked, offer, refusal: 'expired' }),
  'verifier-refused': interactionScreen({ ...asked, offer, refusal: 'not_recognised' }),
  'verifier-ticket': ticketScreen({ ...common, page, offer: enrolling, answer: null }),
  'verifier-recovered': recoveredScreen({ ...common, page, offer, codesLeft: 2, setUp: { isFull: true } }),
  'verifier-error': errorScreen({
    ...common,
    website,
    code: 'interaction_unknown',
    message: 'This sign-in is not known here. Go back to the website and start again.',
  }),
  'verifier-back': postBackScreen({
    ...common,
    website: website.name,
    action: website.href,
    fields: {},
    isAnswer: true,
  }),
}

/** Every page of the verifier as HTML, by a name for its picture. */
export const verifierScenes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(screens).map(([name, screen]) => [name, `<!doctype html>${renderToString(screen)}`]),
)
