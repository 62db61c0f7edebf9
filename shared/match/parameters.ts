/** The numbers of the encrypted match (encrypted match §2, §3). Changing one is another protocol. */

/** N: the ring is Z_p[X] / (X^N + 1). */
export const ringDegree = 8192
/** n: signs of a probe, entries of a template, fields in the ring. */
export const slots = 256
/** K = N / n: the degree of each field, and the number of scores that a match tests. */
export const stride = ringDegree / slots
/** p: the largest prime below 2^36 with p ≡ 1 + 2n (mod 4n), so that X^N + 1 has exactly n factors modulo p. */
export const plainModulus = 68_719_456_769n
export const plainModulusBits = 36

/** Bits of SEAL's primes; the last one only serves keys. 218 in all: the most that 128-bit security allows at this N. */
export const coefficientModulusBits = [60, 60, 60, 38] as const
/** Primes under which ciphertexts are made. */
export const dataPrimes = 3

/** Length of an embedding. */
export const embeddingLength = 64
/** Norm that a direction in the frame is scaled to before it is rounded to a template. */
export const templateNorm = 12

/** Coefficients of Γ, which hides the template's noise and bounds the probe, are below q_1·2^33, 93 bits (encrypted match §6). */
export const blindingBits = 33
/** Coefficients of U, which tests the squares, are below q_1·2^24, 84 bits (encrypted match §6). */
export const squareBits = 24

/** Bytes of a token: two elements of Z_p, 36 bits each. */
export const tokenLength = 9
/** Bytes of a tag: short on purpose, so that nobody can search for a token by it. */
export const tagLength = 3
