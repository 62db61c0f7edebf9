import { interactionPolicy } from 'oidc-provider'

const { Check, Prompt } = interactionPolicy

/** The one thing that every authorization request asks of the person: a match, now. */
export function matchPrompt(): interactionPolicy.Prompt {
  return new Prompt(
    { name: 'login', requestable: true },
    new Check('match', 'a match of the face is required', 'login_required', (ctx) =>
      ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
    ),
  )
}
