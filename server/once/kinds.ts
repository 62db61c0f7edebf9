/** What is kept among the artifacts so that it counts once, beside what oidc-provider keeps there: the name of each begins with its kind. */
export const kinds = {
  /** Proofs of devices. */
  proof: 'proof:',
  /** Whoever makes an account's recovery codes. */
  codes: 'codes:',
  duoAssertion: 'duo:assertion:',
  duoSignIn: 'duo:sign-in:',
  duoCode: 'duo:code:',
  duoAnswer: 'duo:answered:',
  entraRequest: 'entra:',
  entraHeld: 'entra:held:',
  entraAnswer: 'entra:answered:',
} as const
export type Kind = (typeof kinds)[keyof typeof kinds]
