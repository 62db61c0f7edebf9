/** What the page of a sign-in says when its time has run out: when it is loaded then, and when that happens before the person’s eyes. */
export const expired = {
  heading: 'This sign-in has expired',
  next: 'Too much time has passed. Go back to the website to start again.',
} as const

/** What its status says at the end. */
export const over = 'This sign-in is over.'
