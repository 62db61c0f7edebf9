import { clopperPearson } from './clopperPearson.ts'
import { instruments } from './instruments.ts'
import type { Outcome } from './present.ts'

/** A rate that was counted, with the limits between which the true one lies with 95 % confidence. */
interface Counted {
  readonly rate: number
  readonly errors: number
  readonly presentations: number
  readonly limits: readonly [number, number]
  /** Why presentations ended that did not pass, and how often. */
  readonly failures: Readonly<Record<string, number>>
}

/** What a benchmark's outcomes say, in the terms of ISO/IEC 30107-3. */
interface Summary {
  readonly apcer: Readonly<Record<string, number>>
  readonly bpcer: number | null
  readonly attacks: Readonly<Record<string, Counted & { readonly title: string }>>
  readonly genuine: Counted
  readonly gentle: Counted
  /** Seconds that the movements took an honest person, at the median, by the clock of the simulation. */
  readonly genuineSeconds: number | null
}

/** @param outcomes by the instrument's name; `genuine` and `gentle` are honest people's */
export function summaryOf(outcomes: Readonly<Record<string, readonly Outcome[]>>): Summary {
  const isAccepted = ({ accepted }: Outcome): boolean => accepted
  const isRefused = ({ accepted }: Outcome): boolean => !accepted
  const attacks = Object.entries(outcomes).flatMap(([name, done]) => {
    const instrument = instruments[name]
    return instrument ? [[name, { title: instrument.title, ...counted(done, isAccepted) }] as const] : []
  })
  const honest = outcomes['genuine'] ?? []
  const taken = honest.filter(isAccepted).map(({ frames }) => frames / 10)
  return {
    apcer: Object.fromEntries(attacks.map(([name, { rate }]) => [name, rate])),
    bpcer: honest.length === 0 ? null : counted(honest, isRefused).rate,
    attacks: Object.fromEntries(attacks),
    genuine: counted(honest, isRefused),
    gentle: counted(outcomes['gentle'] ?? [], isRefused),
    genuineSeconds: taken.sort((a, b) => a - b)[taken.length >> 1] ?? null,
  }
}

function counted(done: readonly Outcome[], isError: (outcome: Outcome) => boolean): Counted {
  const errors = done.filter(isError).length
  const failures: Record<string, number> = {}
  for (const { failure } of done) if (failure) failures[failure] = (failures[failure] ?? 0) + 1
  return {
    rate: done.length === 0 ? 0 : errors / done.length,
    errors,
    presentations: done.length,
    limits: clopperPearson(errors, done.length),
    failures,
  }
}
