import type { Ref } from 'preact'
import type { Offer } from '../../shared/protocol/offer.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { consentOf } from './words.ts'

/** What the person agrees to, in plain words. `end` comes into sight with the last of them. */
export function Consent({ offer, end }: { offer: Offer; end: Ref<HTMLElement> }) {
  return (
    <dl class="consent">
      {consentOf(offer).map(([question, answer]) => (
        <div key={question}>
          <dt>{question}</dt>
          <dd>
            <Sentence text={answer} />
          </dd>
        </div>
      ))}
      <span class="end" ref={end} aria-hidden="true" />
    </dl>
  )
}
