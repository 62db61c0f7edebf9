import { useState } from 'preact/hooks'
import { backends, type Backend, type Trial } from '../face/backend.ts'
import type { Choice } from '../face/rememberedBackend.ts'
import { LanguageChoice } from './LanguageChoice.tsx'
import { timeOf, words } from './words.ts'

/** What can be chosen, and what was measured. */
export function Options({
  choice: first,
  wanted: wantedFirst,
  onMeasure,
  onWant,
}: {
  choice: Choice | null
  wanted: Backend | null
  /** Measures anew; resolves with what is then chosen, null when nothing works. */
  onMeasure: () => Promise<Choice | null>
  onWant: (backend: Backend | null) => Promise<void>
}) {
  const [choice, setChoice] = useState(first)
  const [wanted, setWanted] = useState(wantedFirst)
  const [said, setSaid] = useState('')
  const isBusy = said === words.measuring
  const measure = async (): Promise<void> => {
    setSaid(words.measuring)
    const measured = await onMeasure()
    setChoice(measured)
    setSaid(measured ? words.measured : words.failed)
  }
  const want = async (backend: Backend | null): Promise<void> => {
    setWanted(backend)
    await onWant(backend)
    setSaid(words.chosen)
  }
  return (
    <main>
      <h1>{words.title}</h1>
      <LanguageChoice />
      <section aria-labelledby="backends">
        <h2 id="backends">{words.backends}</h2>
        <p>{words.what}</p>
        {choice ? <Trials trials={choice.trials} used={choice.backend} /> : <p>{words.none}</p>}
        <button type="button" aria-disabled={isBusy} onClick={() => void (isBusy || measure())}>
          {words.measure}
        </button>
        <fieldset>
          <legend>{words.choice}</legend>
          {[null, ...backends].map((backend) => (
            <label key={backend}>
              <input
                type="radio"
                name="backend"
                checked={wanted === backend}
                onChange={() => void want(backend)}
                value={backend ?? 'fastest'}
              />
              {backend === null ? words.fastest : words.names[backend]}
            </label>
          ))}
        </fieldset>
        <p>{words.note}</p>
        <p role="status">{said}</p>
      </section>
    </main>
  )
}

function Trials({ trials, used }: { trials: readonly Trial[]; used: Backend }) {
  return (
    <table aria-label={words.table}>
      <thead>
        <tr>
          <th scope="col">{words.backend}</th>
          <th scope="col">{words.outcome}</th>
          <th scope="col">{words.time}</th>
        </tr>
      </thead>
      <tbody>
        {trials.map((trial) => (
          <tr key={trial.backend} data-backend={trial.backend} data-used={trial.backend === used || undefined}>
            <th scope="row">
              {words.names[trial.backend]}
              {trial.backend === used && ` · ${words.used}`}
            </th>
            <td>{words.outcomes[trial.outcome]}</td>
            <td>{timeOf(trial)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
