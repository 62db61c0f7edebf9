import type { ComponentChildren } from 'preact'

interface AdminLayoutProps {
  readonly title: string
  readonly verifier: string
  readonly children: ComponentChildren
}

/** The frame of the operators' pages: like the verifier's own, without a script. */
export function AdminLayout({ title, verifier, children }: AdminLayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${verifier}`}</title>
        <link rel="stylesheet" href="/admin/page.css" />
      </head>
      <body>
        <main>{children}</main>
        <footer>{verifier}</footer>
      </body>
    </html>
  )
}
