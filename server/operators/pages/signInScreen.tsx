import { AdminLayout } from './adminLayout.tsx'

interface SignInScreenProps {
  readonly verifier: string
  /** What was wrong with the last try. */
  readonly mistake: string | null
}

/** Where an operator signs in: the password here, the face at the verifier. */
export function signInScreen({ verifier, mistake }: SignInScreenProps) {
  return (
    <AdminLayout title="Operators" verifier={verifier}>
      <section class="card">
        <h1>Operators’ pages</h1>
        {mistake !== null && (
          <p class="mistake" role="alert">
            {mistake}
          </p>
        )}
        <form class="code" method="post" action="/admin/sign-in">
          <label for="name">Name</label>
          <input
            id="name"
            name="name"
            type="text"
            required
            maxLength={32}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
          />
          <label for="password">Password</label>
          <input
            id="password"
            name="password"
            type="password"
            required
            maxLength={128}
            autocomplete="current-password"
          />
          <button type="submit" class="primary">
            Go on to your face
          </button>
        </form>
        <p class="quiet">The verifier looks at your face next, as it does for every website.</p>
      </section>
    </AdminLayout>
  )
}
