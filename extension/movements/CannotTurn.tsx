import type { MovementSet } from '../../shared/protocol/movements.ts'
import { words } from './words.ts'

/** Asked before a face is enrolled: afterwards nobody who holds a photograph can choose easier movements. */
export function CannotTurn({ set, onChange }: { set: MovementSet; onChange: (set: MovementSet) => void }) {
  return (
    <label class="cannot-turn">
      <input
        type="checkbox"
        checked={set === 'gentle'}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'gentle' : 'turns')}
      />
      <span>
        {words.cannotTurn}
        <small>{words.gentle}</small>
      </span>
    </label>
  )
}
