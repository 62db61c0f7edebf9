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
}

/** Where a recovery code or a ticket is typed. It works without a script. */
export function CodeForm({ page, label, hint, answer }: CodeFormProps) {
  const isOver = answer?.was === 'too_many' && answer.seconds === null
  return (
    <form class="code" method="post" action={`${page}/recover`}>
      {answer && (
        <p class="mistake" id="code-answer" role="alert">
          {sentenceOf(answer)}
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
            aria-describedby={answer ? 'code-answer code-hint' : 'code-hint'}
            aria-invalid={answer?.was === 'wrong'}
            autofocus={answer !== null}
          />
          <button type="submit">Use this code</button>
        </>
      )}
    </form>
  )
}

function sentenceOf(answer: NonNullable<CodeAnswer>): string {
  if (answer.was === 'wrong') {
    return 'This is no code of this account, or it was used before. A code has twelve letters and digits, one from another device of yours has eight; try it again.'
  }
  return answer.seconds === null
    ? 'There were too many wrong codes in this sign-in. Go back to the website and start again.'
    : `There were too many wrong codes. Wait ${answer.seconds} seconds, then try again.`
}
