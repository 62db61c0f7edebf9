import type { ComponentChildren } from 'preact'

/** One part of the page, where its entry in the navigation leads. */
export function Section({
  id,
  title,
  intro,
  children,
}: {
  id: string
  title: string
  intro?: string
  children: ComponentChildren
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h2>
      {intro !== undefined && <p class="quiet intro">{intro}</p>}
      {children}
    </section>
  )
}
