import type { Offer } from '../../shared/protocol/messages.ts'
import { consentOf } from './words.ts'

/** What the person agrees to, in plain words. */
export function Consent({ offer }: { offer: Offer }) {
  return (
    <dl class="consent">
      {consentOf(offer).map(([question, answer]) => (
        <div key={question}>
          <dt>{question}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
    </dl>
  )
}
