import { AdminLayout } from './adminLayout.tsx'

interface RefusedScreenProps {
  readonly verifier: string
  readonly message: string
  readonly code: string
}

/** What cannot go on, in a sentence and a code. */
export function refusedScreen({ verifier, message, code }: RefusedScreenProps) {
  return (
    <AdminLayout title="Stopped" verifier={verifier}>
      <section class="card" role="alert">
        <h1>This cannot go on</h1>
        <p>{message}</p>
        <p>
          <a class="button" href="/admin">
            To the beginning
          </a>
        </p>
        <p class="quiet">
          Code: <code>{code}</code>
        </p>
      </section>
    </AdminLayout>
  )
}
