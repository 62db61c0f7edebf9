import type { Words } from '../words/english.ts'

/** What became of the last code that was typed: none, a wrong one, or one too many, with the seconds to wait. */
export type CodeAnswer =
  { readonly was: 'wrong' } | { readonly was: 'too_many'; readonly seconds: number | null } | null

interface CodeFormProps {
  /** Address of this interaction's page. */
  readonly page: string
  /** What the code is called here. */
  readonly label: string
  readonly hint: string
  readonly answer: CodeAnswer
  readonly texts: Words['code']
}

/** Where a recovery code or a ticket is typed. It works without a script. */
export function CodeForm({ page, label, hint, answer, texts }: CodeFormProps) {
  const isOver = answer?.was === 'too_many' && answer.seconds === null
  return (
    <form class="code" method="post" action={`${page}/recover`}>
      {answer && (
        <p class="mistake" id="code-answer" role="alert">
          {sentenceOf(answer, texts)}
        </p>
      )}
      {!isOver && (
        <>
          <label for="code">{label}</label>
          <p class="quiet" id="code-hint">
            {hint}
          </p>
          <input
            id="code"
            name="code"
            type="text"
            required
            maxLength={64}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            placeholder="XXXX-XXXX-XXXX"
            dir="ltr"
            aria-describedby={answer ? 'code-answer code-hint' : 'code-hint'}
            aria-invalid={answer?.was === 'wrong'}
            autofocus={answer !== null}
          />
          <button type="submit">{texts.use}</button>
        </>
      )}
    </form>
  )
}

function sentenceOf(answer: NonNullable<CodeAnswer>, texts: Words['code']): string {
  if (answer.was === 'wrong') return texts.wrong
  return answer.seconds === null ? texts.tooMany : texts.wait(answer.seconds)
}
