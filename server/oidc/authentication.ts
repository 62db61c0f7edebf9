/** Authentication context class of every sign-in here. */
export const acr = 'urn:zauth:acr:face'

/** RFC 8176 §2: a face, and a second factor beside what the website has checked. */
export const amr = ['face', 'mfa']
