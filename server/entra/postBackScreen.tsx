import { Layout } from '../screens/layout.tsx'

interface PostBackScreenProps {
  readonly verifier: string
  readonly assets: string
  readonly website: string
  /** A registered address. */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly isAnswer: boolean
}

/** A form that carries the answer back (OAuth 2.0 Form Post Response Mode §2). The page's script sends it; a person can, too. */
export function postBackScreen({ verifier, assets, website, action, fields, isAnswer }: PostBackScreenProps) {
  const heading = isAnswer ? 'Recognised' : 'This sign-in stopped'
  return (
    <Layout title={`Back to ${website} – ${verifier}`} verifier={verifier} assets={assets} script>
      <section class="card" data-state={isAnswer ? 'authenticated' : 'refused'}>
        <h1>{heading}</h1>
        <p role="status">Going back to {website}…</p>
        <div class="buttons">
          <form id="post-back" method="post" action={action}>
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button type="submit" class="primary">
              Back to {website}
            </button>
          </form>
        </div>
      </section>
    </Layout>
  )
}
