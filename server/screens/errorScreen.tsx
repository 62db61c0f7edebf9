import { Layout } from './layout.tsx'

interface ErrorScreenProps {
  readonly verifier: string
  readonly assets: string
  /** A sentence for the person. */
  readonly message: string
  /** What an operator searches for. */
  readonly code: string
}

/** The page for what cannot go on. No stack, no detail: those are in the log. */
export function errorScreen({ verifier, assets, message, code }: ErrorScreenProps) {
  return (
    <Layout title={`Sign-in stopped – ${verifier}`} verifier={verifier} assets={assets}>
      <section class="card" role="alert">
        <h1>This sign-in stopped</h1>
        <p>{message}</p>
        <p class="quiet">
          Code: <code>{code}</code>
        </p>
      </section>
    </Layout>
  )
}
