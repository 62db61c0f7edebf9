import { useEffect, useState } from 'preact/hooks'
import { wantRenewal } from '../storage/accounts/wantRenewal.ts'
import { wantsRenewal } from '../storage/accounts/wantsRenewal.ts'
import { words } from './words.ts'

/** Whether the face of an account is to be taken anew. */
export function Renewal({ device }: { device: string }) {
  const [wanted, setWanted] = useState(false)
  useEffect(() => void wantsRenewal(device).then(setWanted), [device])
  return (
    <label class="setting">
      <span>{words.renew}</span>
      <input
        type="checkbox"
        checked={wanted}
        onChange={({ currentTarget: { checked } }) => {
          setWanted(checked)
          void wantRenewal(device, checked)
        }}
      />
    </label>
  )
}
