import type { Website } from '../http/noteWebsite.ts'
import { Layout } from './layout.tsx'

interface ErrorScreenProps {
  readonly verifier: string
  readonly assets: string
  /** A sentence for the person. */
  readonly message: string
  /** What an operator searches for. */
  readonly code: string
  /** Where the person came from, if that is known. */
  readonly website: Website | null
}

/** The page for what cannot go on. No stack, no detail: those are in the log. */
export function errorScreen({ verifier, assets, message, code, website }: ErrorScreenProps) {
  const heading = headings[code] ?? 'This sign-in stopped'
  return (
    <Layout title={`${heading} – ${verifier}`} verifier={verifier} assets={assets}>
      <section class="card" role="alert">
        <h1>{heading}</h1>
        <p>{message}</p>
        {website && (
          <p>
            <a class="button primary" href={website.href}>
              Back to {website.name}
            </a>
          </p>
        )}
        <p class="quiet">
          Code: <code>{code}</code>
        </p>
      </section>
    </Layout>
  )
}

const headings: Record<string, string> = {
  not_found: 'Nothing here',
  method_not_allowed: 'Nothing here',
  interaction_expired: 'This sign-in has expired',
  interaction_over: 'This sign-in is over',
  busy: 'The verifier is busy',
}
