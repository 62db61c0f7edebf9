import type { ComponentChildren } from 'preact'
import type { PageWords } from '../words/wordsFor.ts'

interface LayoutProps {
  readonly title: string
  /** The verifier's name, as its operator chose it. */
  readonly verifier: string
  readonly assets: string
  readonly words: PageWords
  readonly script?: boolean
  readonly children: ComponentChildren
}

/** The frame of every page of the verifier. */
export function Layout({ title, verifier, assets, words, script = false, children }: LayoutProps) {
  return (
    <html lang={words.language} dir={words.writing}>
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
        <footer>
          <bdi>{verifier}</bdi>
        </footer>
      </body>
    </html>
  )
}
