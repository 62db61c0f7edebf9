import { leastCores } from './leastCores.ts'

/** What one account and one sign-in cost, as measured. */
export interface Costs {
  /** Bytes of an account's records and of a device's, with their indexes, without ciphertexts. */
  readonly accountBytes: number
  /** Bytes of a device's key and template in the database. */
  readonly ciphertextBytes: number
  /** Bytes of what one sign-in leaves for a while. */
  readonly signInBytes: number
  /** Milliseconds of processor time. */
  readonly verifierMs: number
  readonly databaseMs: number
  readonly statements: number
  readonly logBytes: number
}

/** What is supposed, and not measured. */
export const assumptions = {
  devicesPerAccount: 1.5,
  signInsPerDay: 2,
  /** How many times as many come in the busiest second as in the average one. */
  peak: 6,
  /** Minutes for which a sign-in's records are kept. */
  keptMinutes: 30,
  /** Milliseconds that 99 of 100 may wait for a core. */
  patience: 100,
} as const

export interface Plan {
  readonly accounts: number
  readonly storedBytes: number
  readonly passingBytes: number
  readonly signInsPerSecond: number
  readonly verifierCores: number
  readonly databaseCores: number
  readonly statementsPerSecond: number
  readonly logBytesPerSecond: number
  /** Of ciphertexts, which are read anew for each match. */
  readonly readBytesPerSecond: number
}

const secondsOfDay = 86_400

/** What so many accounts need in their busiest second. */
export function planFor(accounts: number, costs: Costs): Plan {
  const { devicesPerAccount, signInsPerDay, peak, keptMinutes, patience } = assumptions
  const perSecond = (peak * accounts * signInsPerDay) / secondsOfDay
  return {
    accounts,
    storedBytes: accounts * (costs.accountBytes + devicesPerAccount * costs.ciphertextBytes),
    passingBytes: perSecond * 60 * keptMinutes * costs.signInBytes,
    signInsPerSecond: perSecond,
    verifierCores: leastCores({ perSecond, each: costs.verifierMs }, patience),
    databaseCores: leastCores({ perSecond, each: costs.databaseMs }, patience),
    statementsPerSecond: perSecond * costs.statements,
    logBytesPerSecond: perSecond * costs.logBytes,
    readBytesPerSecond: perSecond * costs.ciphertextBytes,
  }
}
