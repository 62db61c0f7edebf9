/** Crockford's base32: no letter looks like a digit, and no word comes about by accident. */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Digits of a code, without what groups them. */
export const codeLength = 12
