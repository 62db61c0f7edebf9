import { useCallback, useEffect, useState } from 'preact/hooks'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { AccountResponse } from '../../shared/protocol/accountMessages.ts'
import { asZAuthError } from '../../shared/protocol/asZAuthError.ts'
import { listDevices } from '../account/listDevices.ts'
import { watchLock } from '../lock/watchLock.ts'
import { isGranted } from '../permission/isGranted.ts'
import type { Account } from '../storage/accounts/account.ts'

/** What the verifier says of an account, as far as it has said anything. */
export interface Devices {
  readonly answer: AccountResponse | null
  /** Why there is none. */
  readonly error: ZAuthError | null
  readonly reload: () => Promise<void>
}

/** The devices of an account, asked for when it is shown, when it was changed, and when the keys were unlocked. */
export function useDevices(account: Account): Devices {
  const [answer, setAnswer] = useState<AccountResponse | null>(null)
  const [error, setError] = useState<ZAuthError | null>(null)
  const reload = useCallback(async () => {
    try {
      if (!(await isGranted(account.issuer))) throw new ZAuthError('verifier_not_granted')
      setAnswer(await listDevices(account))
      setError(null)
    } catch (thrown) {
      // What was known before is hidden, too: who locks the keys leaves nothing on the screen.
      setAnswer(null)
      setError(asZAuthError(thrown))
    }
  }, [account.device])
  useEffect(() => void reload(), [reload])
  useEffect(() => watchLock(() => void reload()), [reload])
  return { answer, error, reload }
}
