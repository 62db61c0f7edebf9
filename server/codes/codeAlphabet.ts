/** Crockford's base32: no letter looks like a digit, and no word comes about by accident. */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Digits of a code, without what groups them: of one that is kept, and of a short one, which lasts for minutes and takes few tries. */
export const codeLengths = { long: 12, short: 8 } as const
