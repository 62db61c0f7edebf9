import { AdminLayout } from './adminLayout.tsx'

interface ElsewhereScreenProps {
  readonly verifier: string
  /** The origin of the pages. */
  readonly url: string
  /** Whether the settings name it, so that browsers come there by a proxy. */
  readonly isBehindProxy: boolean
}

/** At another address than that of the pages: where they are. */
export function elsewhereScreen({ verifier, url, isBehindProxy }: ElsewhereScreenProps) {
  const pages = `${url}/admin`
  return (
    <AdminLayout title="Another address" verifier={verifier}>
      <section class="card" role="alert">
        <h1>The pages are at another address</h1>
        <p>
          This verifier shows them only at <code>{pages}</code>
        </p>
        <p>
          <a class="button" href={pages}>
            Go there
          </a>
        </p>
        {isBehindProxy && (
          <p class="quiet">
            If that is the address that you see already, the proxy before the verifier has to pass on the header Host as
            it came.
          </p>
        )}
        <p class="quiet">
          Code: <code>not_found</code>
        </p>
      </section>
    </AdminLayout>
  )
}
