import { changeSettings } from '../storage/settings/changeSettings.ts'
import type { Settings } from '../storage/settings/settings.ts'
import { namedHost } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { words } from './words.ts'

/** Whether the camera window opens by itself when a page of this verifier asks. */
export function Automatic({ issuer, settings }: { issuer: string; settings: Settings }) {
  const change = (isOn: boolean): Promise<void> =>
    changeSettings(({ automaticAt }) => ({ automaticAt: { ...automaticAt, [issuer]: isOn ? 'granted' : 'ask' } }))
  return (
    <label class="setting">
      <span>
        {words.automatic}
        <span class="small quiet">
          <Sentence text={words.automaticWhere(namedHost(issuer))} />
        </span>
      </span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        checked={(settings.automaticAt[issuer] ?? settings.automatic) === 'granted'}
        onChange={({ currentTarget: { checked } }) => void change(checked)}
      />
    </label>
  )
}
