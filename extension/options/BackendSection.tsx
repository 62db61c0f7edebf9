import { useEffect, useState } from 'preact/hooks'
import { backends, type Backend, type Trial } from '../face/backend.ts'
import { rememberedBackend, type Choice } from '../face/rememberedBackend.ts'
import { changeSettings } from '../storage/settings/changeSettings.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import { measureBackends } from './measureBackends.ts'
import { Section } from './Section.tsx'
import { timeOf, words } from './words.ts'

/** Which backend recognises faces here: what was measured, and what the person wants. */
export function BackendSection() {
  const [choice, setChoice] = useState<Choice | null>(null)
  const [wanted, setWanted] = useState<Backend | null>(null)
  const [state, setState] = useState<'measuring' | 'measured' | 'failed' | 'chosen' | null>(null)
  useEffect(() => {
    void rememberedBackend().then(setChoice)
    void readSettings().then(({ backend }) => setWanted(backend))
  }, [])
  const measure = async (): Promise<void> => {
    if (state === 'measuring') return
    setState('measuring')
    try {
      await measureBackends()
      setChoice(await rememberedBackend())
      setState('measured')
    } catch {
      setState('failed') // The page says that nothing works.
    }
  }
  const want = async (backend: Backend | null): Promise<void> => {
    setWanted(backend)
    await changeSettings({ backend })
    setState('chosen')
  }
  return (
    <Section id="backends" title={words.backends} intro={words.what}>
      {choice ? <Trials trials={choice.trials} used={choice.backend} /> : <p class="quiet">{words.none}</p>}
      <div class="actions">
        <button type="button" aria-disabled={state === 'measuring'} onClick={() => void measure()}>
          {words.measure}
        </button>
      </div>
      <fieldset>
        <legend>{words.choice}</legend>
        {[null, ...backends].map((backend) => (
          <label key={backend} class="choice">
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
      <p class="quiet small">{words.note}</p>
      <p class="quiet small" role="status">
        {state !== null && words[state]}
      </p>
    </Section>
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
