import type { ComponentChildren } from 'preact'

interface LayoutProps {
  readonly title: string
  /** The verifier's name, as its operator chose it. */
  readonly verifier: string
  readonly assets: string
  readonly script?: boolean
  readonly children: ComponentChildren
}

/** The frame of every page of the verifier. */
export function Layout({ title, verifier, assets, script = false, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href={`${assets}/page.css`} />
        {script && <script type="module" src={`${assets}/page.js`} />}
      </head>
      <body>
        <main>{children}</main>
        <footer>{verifier}</footer>
      </body>
    </html>
  )
}
