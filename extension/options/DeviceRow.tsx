import type { AccountResponse } from '../../shared/protocol/accountMessages.ts'
import { dayOf } from '../words/formats.ts'
import { words } from './words.ts'

/** A device as the verifier tells of it. */
export type ShownDevice = AccountResponse['devices'][number]

/** What a device is called on this page. */
export function titleOf({ name }: ShownDevice): string {
  return name ?? words.device.unnamed
}

/** One device of an account. */
export function DeviceRow({
  device,
  isLast,
  isBusy,
  onRename,
  onRevoke,
}: {
  device: ShownDevice
  isLast: boolean
  isBusy: boolean
  onRename: () => void
  onRevoke: () => void
}) {
  const { device: id, isOwn, enrolledAt, lastUsedAt } = device
  return (
    <li data-own={isOwn || undefined}>
      <span class="names">
        <span class="title">
          <strong id={`name-${id}`}>
            <bdi>{titleOf(device)}</bdi>
          </strong>
          {isOwn && (
            <span class="chip" data-kind="good">
              {words.device.own}
            </span>
          )}
        </span>
        <span class="quiet small">
          {words.device.since(dayOf(enrolledAt))} ·{' '}
          {lastUsedAt === null ? words.device.unused : words.device.usedOn(dayOf(lastUsedAt))}
        </span>
      </span>
      <span class="actions">
        <button
          type="button"
          class="compact"
          aria-disabled={isBusy}
          id={`rename-${id}`}
          aria-labelledby={`rename-${id} name-${id}`}
          onClick={() => !isBusy && onRename()}
        >
          {words.device.rename}
        </button>
        {!isLast && (
          <button
            type="button"
            class="compact danger"
            aria-disabled={isBusy}
            id={`revoke-${id}`}
            aria-labelledby={`revoke-${id} name-${id}`}
            onClick={() => !isBusy && onRevoke()}
          >
            {isOwn ? words.device.remove : words.device.revoke}
          </button>
        )}
      </span>
    </li>
  )
}
