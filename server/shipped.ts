import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Files that come with the verifier: where the bundle has them beside itself, and where they are in the source tree. */
const places = {
  worker: ['worker.js', 'match/worker.ts'],
  negatives: ['negatives.bin', '../models/negatives.bin'],
  pageScript: ['page/page.js', '../dist/server/page/page.js'],
  verifyScript: ['page/verify.js', '../dist/server/page/verify.js'],
  pageStyle: ['page/page.css', '../dist/server/page/page.css'],
} as const

/** Path of a file that comes with the verifier; the last place it could be in, if it is in none. */
export function shipped(file: keyof typeof places): string {
  const paths = places[file].map((place) => fileURLToPath(new URL(place, import.meta.url)))
  return paths.find((path) => existsSync(path)) ?? paths.at(-1) ?? file
}
