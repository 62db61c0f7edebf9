import { figuresOfAccuracy } from '../../../tools/figures/figuresOfAccuracy.ts'

/** The figures for a terminal: what the documents get, without what only a page needs. */
export function report(accuracy: unknown): string {
  return `${figuresOfAccuracy(accuracy).replaceAll('`', '')}\n`
}
