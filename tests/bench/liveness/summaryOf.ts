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

/** What honest people's outcomes say. */
interface OfPeople {
  readonly bpcer: number
  readonly genuine: Counted
  readonly practised: Counted
  readonly gentle: Counted
  /** Seconds that the movements took, at the median, by the clock of the simulation. */
  readonly genuineSeconds: number | null
  readonly practisedSeconds: number | null
}

/** What the outcomes of recordings say that had the right sequence. */
interface OfLuck {
  readonly luckyReplay: Counted
}

/** What the attacks' outcomes say. */
interface OfAttacks {
  readonly apcer: Readonly<Record<string, number>>
  readonly attacks: Readonly<Record<string, Counted & { readonly title: string }>>
}

/**
 * What a benchmark's outcomes say, in the terms of ISO/IEC 30107-3. What was not presented is left out.
 *
 * @param outcomes by the instrument's name; `genuine`, `practised` and `gentle` are honest people's
 */
export function summaryOf(
  outcomes: Readonly<Record<string, readonly Outcome[]>>,
): Partial<OfPeople & OfAttacks & OfLuck> {
  const attacks = Object.entries(outcomes).flatMap(([name, done]) => {
    const instrument = instruments[name]
    const error = ({ accepted }: Outcome): boolean => accepted
    return instrument ? [[name, { title: instrument.title, ...counted(done, error) }] as const] : []
  })
  const lucky = outcomes['luckyReplay']
  return {
    ...(lucky ? { luckyReplay: counted(lucky, ({ accepted }) => accepted) } : {}),
    ...(outcomes['genuine']
      ? ofPeople(outcomes['genuine'], outcomes['practised'] ?? [], outcomes['gentle'] ?? [])
      : {}),
    ...(attacks.length > 0
      ? {
          apcer: Object.fromEntries(attacks.map(([name, { rate }]) => [name, rate])),
          attacks: Object.fromEntries(attacks),
        }
      : {}),
  }
}

function ofPeople(turning: readonly Outcome[], practised: readonly Outcome[], gentle: readonly Outcome[]): OfPeople {
  const error = ({ accepted }: Outcome): boolean => !accepted
  const genuine = counted(turning, error)
  return {
    bpcer: genuine.rate,
    genuine,
    practised: counted(practised, error),
    gentle: counted(gentle, error),
    genuineSeconds: medianSeconds(turning),
    practisedSeconds: medianSeconds(practised),
  }
}

/** Of those that were accepted; null when none was. */
function medianSeconds(outcomes: readonly Outcome[]): number | null {
  const seconds = outcomes.filter(({ accepted }) => accepted).map(({ frames }) => frames / 10)
  return seconds.sort((a, b) => a - b)[seconds.length >> 1] ?? null
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
