import type { CollectionName } from '../collections.ts'
import type { Account, Challenge, Device, InteractionRecord, RecoveryCode } from '../records.ts'

type Stored = Readonly<Record<string, unknown>>
type Identified = { readonly id: string }

/**
 * What becomes of records that an earlier version has written. Its sign-ins, which live for minutes, end with it: whoever was in
 * the middle of one begins again. Each record says by the fields it has which version it is of.
 *
 * Only of records that rest in clear in files: versions that knew no seal and no database wrote these forms. Whoever adds an upgrade for what
 * 0.1.0 or a later one has written needs it for sealed records, which are opened first, and for rows of a database, too.
 */
export const upgrades: { readonly [Name in CollectionName]?: (stored: Stored) => Identified | null } = {
  /** Had one device at most. */
  accounts: (stored: Stored): Account => {
    if (isOf<Account>(stored, 'devices')) return stored
    const { activeDevice, ...kept } = stored
    const devices = typeof activeDevice === 'string' ? [activeDevice] : []
    return { ...(kept as Pick<Account, 'id' | 'clientId' | 'userId'>), devices, version: 0 }
  },

  /** Were all first ones, of people who were never asked which movements they can make; later ones had no name. */
  devices: (stored: Stored): Device => {
    if (isOf<Device>(stored, 'consent')) return stored
    const added = {
      admission: 'first',
      renews: null,
      movementSet: 'turns',
      movedAt: null,
      name: null,
      lastUsedAt: null,
      consent: null,
    } as const
    return { ...added, ...(stored as Omit<Device, keyof typeof added>) }
  },

  interactions: (stored: Stored): InteractionRecord | null =>
    isOf<InteractionRecord>(stored, 'demandsFace') ? stored : null,

  /** Were hashed otherwise, and no code leads to them any more: who has none left gets new ones with her next look. */
  recoveryCodes: (stored: Stored): RecoveryCode | null => (isOf<RecoveryCode>(stored, 'hash') ? stored : null),

  challenges: (stored: Stored): Challenge | null => (isOf<Challenge>(stored, 'draw') ? stored : null),
}

/** The field is one that came with the newest form. */
function isOf<R>(stored: Stored, newest: keyof R & string): stored is Stored & R {
  return newest in stored
}
