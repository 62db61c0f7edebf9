import { marks } from './names.ts'

const names = new RegExp(`${marks.open}([^${marks.close}]*)${marks.close}`, 'u')

/** A sentence of ours, with each name from outside in an element of its own. */
export function Sentence({ text }: { text: string }) {
  // What is split off at odd places is what the marks enclosed.
  return <>{text.split(names).map((part, i) => (i % 2 === 1 ? <bdi key={i}>{part}</bdi> : part))}</>
}
