/** In the page: what is wider than the window, or cut off inside of something that does not scroll. */
export function whatIsLost(): string[] {
  const lost: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) lost.push(`the page is ${scrollWidth} wide`)
  for (const element of document.querySelectorAll<HTMLElement>(
    'main, section, dl, ol, ul, p, button, a, label, h1, h2, td',
  )) {
    // A long name is cut on purpose, and whole in its title; what only moves in a circle is as large as its circle.
    if (!element.checkVisibility() || element.closest('[title], .heard, .stage')) continue
    const { left, right } = element.getBoundingClientRect()
    if (left < -1 || right > clientWidth + 1) lost.push(`${element.tagName} “${element.innerText.slice(0, 30)}”`)
    element.scrollIntoView({ block: 'nearest', behavior: 'instant' })
    const { top, bottom } = element.getBoundingClientRect()
    if (element.matches('button, a') && (top < -1 || bottom > innerHeight + 1))
      lost.push(`${element.tagName} “${element.innerText.slice(0, 30)}” cannot be scrolled to`)
  }
  return lost
}
