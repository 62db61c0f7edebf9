import * as v from 'valibot'
import type { PageWords } from './wordsFor.ts'

const sentence = v.string()

/** What the script of a page says, as the page brings it along in its language. */
export const Sentences = v.strictObject({
  states: v.strictObject({
    waiting: sentence,
    enrolled: sentence,
    matching: sentence,
    authenticated: sentence,
    recovered: sentence,
    refused: sentence,
    expired: sentence,
    ready: sentence,
    noWindow: sentence,
  }),
  expired: v.strictObject({ heading: sentence, next: sentence }),
})
export type Sentences = v.InferOutput<typeof Sentences>

/** What the script of a sign-in's page says. */
export function sentencesOf({ texts }: PageWords): Sentences {
  return { states: texts.states, expired: { heading: texts.headings.expired, next: texts.next.expired } }
}
