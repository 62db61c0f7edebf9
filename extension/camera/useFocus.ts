import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Phase } from './screen.ts'

/**
 * Keeps the focus where somebody who does not see the window goes on: on the heading when there is something to read before she
 * agrees, and on the instruction whenever what she pressed is gone. To be used by the parent of what takes the focus for itself.
 */
export function useFocus(
  phase: Phase,
  heading: RefObject<HTMLElement | null>,
  instruction: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (phase === 'consent') heading.current?.focus()
    else if (document.activeElement === document.body || document.activeElement === heading.current)
      instruction.current?.focus()
  }, [phase, heading, instruction])
}
