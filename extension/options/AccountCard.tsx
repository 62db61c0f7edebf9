import { useState } from 'preact/hooks'
import type { ZAuthError } from '../../shared/protocol/errors.ts'
import { asZAuthError } from '../../shared/protocol/asZAuthError.ts'
import { allowAddition } from '../account/allowAddition.ts'
import type { Checks } from '../account/createChecks.ts'
import { deleteAccount, type Deletion } from '../account/deleteAccount.ts'
import { nameDevice } from '../account/nameDevice.ts'
import { newRecoveryCodes } from '../account/newRecoveryCodes.ts'
import { revokeDevice } from '../account/revokeDevice.ts'
import type { Account } from '../storage/accounts/account.ts'
import { forgetAccount } from '../storage/accounts/forgetAccount.ts'
import { Host } from '../ui/Host.tsx'
import { sentenceOf } from '../words/sentenceOf.ts'
import { AccountDialog, type Asked } from './AccountDialog.tsx'
import type { Addition } from './AdditionDialog.tsx'
import { DeviceRow, type ShownDevice } from './DeviceRow.tsx'
import { Trouble } from './Trouble.tsx'
import { useDevices } from './useDevices.ts'
import { words } from './words.ts'

/** One account: whose it is, its devices, and what can be done with it. */
export function AccountCard({ account, checks }: { account: Account; checks: Checks }) {
  const { answer, error, reload } = useDevices(account)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ text: string; kind: 'good' | 'bad' } | null>(null)
  const leave = (): void => setAsked(null)

  /** Does what was confirmed, after the face was shown; says how it went. */
  const act = async (work: (ticket: string) => Promise<Asked | null>, done: string | null): Promise<void> => {
    setAsked(null)
    setBusy(true)
    setSaid({ text: words.check.open, kind: 'good' })
    try {
      const next = await checks.after(account, work)
      setSaid(done === null ? null : { text: done, kind: 'good' })
      setAsked(next)
      if (next?.about !== 'deleted') await reload()
    } catch (thrown) {
      setSaid({ text: failureOf(asZAuthError(thrown)), kind: 'bad' })
    } finally {
      setBusy(false)
    }
  }

  const own = answer?.devices.find(({ isOwn }) => isOwn)
  const isLast = answer?.devices.length === 1
  const rename = async ({ device, isOwn }: ShownDevice, name: string): Promise<void> => {
    if (!isOwn) {
      await act((ticket) => nameDevice(account, device, name, ticket).then(() => null), words.device.renamed)
      return
    }
    setAsked(null)
    try {
      await nameDevice(account, device, name)
      setSaid({ text: words.device.renamed, kind: 'good' })
      await reload()
    } catch (thrown) {
      setSaid({ text: failureOf(asZAuthError(thrown)), kind: 'bad' })
    }
  }
  const revoke = ({ device, isOwn }: ShownDevice): Promise<void> =>
    act(async (ticket) => {
      await revokeDevice(account, device, ticket)
      if (isOwn) await forgetAccount(account)
      return null
    }, words.device.revoked)
  const add = (): Promise<void> =>
    act(async (ticket) => {
      const addition: Addition = await allowAddition(account, ticket)
      return { about: 'addition', addition }
    }, null)
  const renewCodes = (): Promise<void> =>
    act(async (ticket) => ({ about: 'codes', codes: await newRecoveryCodes(account, ticket) }), null)
  const remove = (): Promise<void> =>
    act(async (ticket) => {
      const deletion: Deletion = await deleteAccount(account, ticket)
      return { about: 'deleted', deletion }
    }, null)

  return (
    <article class="card account" aria-label={`${account.relyingParty}, ${account.accountName ?? account.account}`}>
      <header>
        <span class="initial" aria-hidden="true">
          {Array.from(account.relyingParty)[0]?.toUpperCase()}
        </span>
        <span class="names">
          <h3 title={account.relyingParty}>
            <bdi>{account.relyingParty}</bdi>
          </h3>
          <span title={account.account}>
            <bdi>{account.accountName ?? account.account}</bdi>
          </span>
          <span class="quiet small at">
            {words.accounts.at} <Host issuer={account.issuer} />
          </span>
        </span>
      </header>
      {error && <Trouble error={error} account={account} onAgain={() => void reload()} />}
      {answer && (
        <>
          <ul class="list devices" aria-label={words.accounts.devices}>
            {answer.devices.map((device) => (
              <DeviceRow
                key={device.device}
                device={device}
                isLast={isLast}
                isBusy={busy}
                onRename={() => setAsked({ about: 'name', device })}
                onRevoke={() => setAsked({ about: 'revoke', device })}
              />
            ))}
          </ul>
          <div class="actions">
            {answer.mayAdd && (
              <button type="button" aria-disabled={busy} onClick={() => !busy && setAsked({ about: 'add' })}>
                {words.addition.add}
              </button>
            )}
            <button type="button" aria-disabled={busy} onClick={() => !busy && setAsked({ about: 'newCodes' })}>
              {words.codes.make}
            </button>
            <button
              type="button"
              class="danger"
              aria-disabled={busy}
              onClick={() => !busy && setAsked({ about: 'delete' })}
            >
              {words.deletion.delete}
            </button>
          </div>
          <p class="quiet small">{words.codes.left(answer.recoveryCodesLeft)}</p>
        </>
      )}
      {!answer && !error && <p class="quiet">{words.accounts.loading}</p>}
      <div role="status">
        {said && (
          <p class="note" data-kind={said.kind}>
            {said.text}
          </p>
        )}
      </div>
      {asked && (
        <AccountDialog
          asked={asked}
          account={account}
          first={answer && answer.devices.length >= answer.mostDevices ? (answer.devices[0] ?? null) : null}
          onLeave={leave}
          onRename={(device, name) => void rename(device, name)}
          onRevoke={(device) => void revoke(device)}
          onAdd={() => void add()}
          onNewCodes={() => void renewCodes()}
          onDelete={() => void remove()}
          onForget={() => void forgetAccount(account)}
        />
      )}
      {own === undefined && answer && <p class="quiet">{words.device.notListed}</p>}
    </article>
  )
}

/** Who closes the camera window has changed nothing, and is told so. */
function failureOf(error: ZAuthError): string {
  return error.code === 'cancelled' ? words.check.notShown : sentenceOf(error)
}
