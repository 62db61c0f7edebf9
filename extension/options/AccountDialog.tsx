import type { Deletion } from '../account/deleteAccount.ts'
import type { Account } from '../storage/accounts/account.ts'
import { named } from '../ui/names.ts'
import { Sentence } from '../ui/Sentence.tsx'
import { AdditionDialog, type Addition } from './AdditionDialog.tsx'
import { CodesDialog } from './CodesDialog.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { DeletedDialog } from './DeletedDialog.tsx'
import { titleOf, type ShownDevice } from './DeviceRow.tsx'
import { NameDialog } from './NameDialog.tsx'
import { words } from './words.ts'

/** What a person is asked, or shown, about an account. */
export type Asked =
  | { readonly about: 'name' | 'revoke'; readonly device: ShownDevice }
  | { readonly about: 'add' | 'newCodes' | 'delete' }
  | { readonly about: 'addition'; readonly addition: Addition }
  | { readonly about: 'codes'; readonly codes: readonly string[] }
  | { readonly about: 'deleted'; readonly deletion: Deletion }

/** The dialog that is open over an account. */
export function AccountDialog({
  asked,
  account,
  first,
  onLeave,
  onRename,
  onRevoke,
  onAdd,
  onNewCodes,
  onDelete,
  onForget,
}: {
  asked: Asked
  account: Account
  /** The device that would make room for one more; null where there is room. */
  first: ShownDevice | null
  onLeave: () => void
  onRename: (device: ShownDevice, name: string) => void
  onRevoke: (device: ShownDevice) => void
  onAdd: () => void
  onNewCodes: () => void
  onDelete: () => void
  onForget: () => void
}) {
  const website = named(account.relyingParty)
  switch (asked.about) {
    case 'name':
      return <NameDialog device={asked.device} onLeave={onLeave} onName={(name) => onRename(asked.device, name)} />
    case 'revoke': {
      const { device } = asked
      const name = named(titleOf(device))
      return (
        <ConfirmDialog
          title={device.isOwn ? words.device.removeTitle : words.device.revokeTitle}
          label={device.isOwn ? words.device.remove : words.device.revoke}
          isDangerous
          onLeave={onLeave}
          onConfirm={() => onRevoke(device)}
        >
          <p>
            <Sentence text={device.isOwn ? words.device.removeHint(website) : words.device.revokeHint(name, website)} />
          </p>
          {!device.isOwn && <p class="quiet">{words.device.codesHint}</p>}
        </ConfirmDialog>
      )
    }
    case 'add':
      return (
        <ConfirmDialog title={words.addition.title} label={words.check.show} onLeave={onLeave} onConfirm={onAdd}>
          <p>{words.addition.hint}</p>
          {first && (
            <p class="note" data-kind="warn">
              <Sentence text={words.addition.full(named(titleOf(first)))} />
            </p>
          )}
        </ConfirmDialog>
      )
    case 'newCodes':
      return (
        <ConfirmDialog title={words.codes.title} label={words.check.show} onLeave={onLeave} onConfirm={onNewCodes}>
          <p>{words.codes.hint}</p>
        </ConfirmDialog>
      )
    case 'delete':
      return (
        <ConfirmDialog
          title={words.deletion.title}
          label={words.deletion.delete}
          isDangerous
          onLeave={onLeave}
          onConfirm={onDelete}
        >
          <p>
            <Sentence text={words.deletion.hint(website)} />
          </p>
          <p class="note" data-kind="warn">
            <Sentence text={words.deletion.after(website)} />
          </p>
        </ConfirmDialog>
      )
    case 'addition':
      return <AdditionDialog addition={asked.addition} account={account} onLeave={onLeave} />
    case 'codes':
      return <CodesDialog codes={asked.codes} account={account} onKept={onLeave} />
    case 'deleted':
      return <DeletedDialog deletion={asked.deletion} account={account} onClose={onForget} />
  }
}
