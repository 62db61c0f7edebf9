const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Arrow keys go through the search and the accounts, as they go through a list. */
export function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = steps[event.key]
  if (step === undefined) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input[type=search], summary')]
  const next = stops[stops.findIndex((stop) => stop === document.activeElement) + step]
  if (!next || !stops.includes(document.activeElement as HTMLElement)) return
  event.preventDefault()
  next.focus()
}
