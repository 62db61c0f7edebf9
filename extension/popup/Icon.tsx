/** Lines of a drawing on a ground of 24 by 24. */
const drawings = {
  options: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  open: 'm7 10 5 5 5-5',
} as const

/** A small drawing that says nothing by itself. */
export function Icon({ name }: { name: keyof typeof drawings }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  )
}
