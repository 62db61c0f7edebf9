import { useEffect, useState } from 'preact/hooks'
import { noteRenewal } from '../storage/accounts/noteRenewal.ts'
import { isRenewalWanted } from '../storage/accounts/isRenewalWanted.ts'
import { words } from './words.ts'

/** Whether the face of an account is to be taken anew. */
export function Renewal({ device }: { device: string }) {
  const [wanted, setWanted] = useState(false)
  useEffect(() => void isRenewalWanted(device).then(setWanted), [device])
  return (
    <label class="setting">
      <span>{words.renew}</span>
      <input
        type="checkbox"
        checked={wanted}
        onChange={({ currentTarget: { checked } }) => {
          setWanted(checked)
          void noteRenewal(device, checked)
        }}
      />
    </label>
  )
}
