import type { Challenge } from '../../server/store/records.ts'

/** A challenge, for tests to which it does not matter of what. */
export function sampleChallenge(id: string, fields: Partial<Challenge> = {}): Challenge {
  return {
    id,
    interaction: 'an interaction',
    account: 'an account',
    device: 'a device',
    movements: ['left', 'up', 'right', 'down'],
    draw: 1,
    state: 'open',
    tokenHash: null,
    expiresAt: 1000,
    removeAt: 2000,
    ...fields,
  }
}
