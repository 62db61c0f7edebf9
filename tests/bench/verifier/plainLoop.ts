/** Milliseconds that a run takes, and numbers that it works on again and again: 2 MB, as much as a match's polynomials. */
const duration = 400
const count = 2 ** 19

/** How often a thread goes over them in a second, with products and sums and nothing that another thread could want. */
export default function passesPerSecond(): number {
  const numbers = new Int32Array(count).fill(3)
  const begun = performance.now()
  let passes = 0
  while (performance.now() - begun < duration) {
    for (let i = 0; i < count; i++) numbers[i] = (Math.imul(numbers[i] ?? 0, 0x01000193) + i) | 0
    passes += 1
  }
  return (1000 * passes) / (performance.now() - begun)
}
