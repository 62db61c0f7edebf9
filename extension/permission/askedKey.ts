/** The key in session storage under which it stands which verifier the browser is asking the person about. */
export const askedKey = 'asked'
