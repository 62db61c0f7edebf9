import { weightsOf } from '../../../shared/match/weights.ts'
import { scoreOf } from '../../../shared/match/score.ts'
import { leastAcceptThreshold } from '../../../shared/recognition/leastAcceptThreshold.ts'
import { probeSigns } from '../../../shared/recognition/probe.ts'
import { normalised } from '../../../shared/recognition/vector.ts'
import type { Identity } from './identity.ts'
import { wilson, type Interval } from './intervals.ts'

/** What a group's people come to, each enrolled with her first photograph. */
export interface OfGroup {
  readonly group: string
  readonly people: number
  /** Photographs of other people of the same group that are accepted. */
  readonly fmr: number
  readonly fmrInterval: Interval
  readonly comparisons: number
  /** Her own further photographs that are rejected; null where nobody has any. */
  readonly fnmr: number | null
  readonly fnmrInterval: Interval | null
}

/** The least strict rate that an operator may choose: at stricter ones a group of some hundred people has no false match to count. */
const rate = 1e-4

/**
 * False matches within each group, and false non-matches, at one threshold. Every template is the mean of one photograph and
 * nothing was trained, because the packaged negatives are of such faces; the mean of all embeddings is taken out, because faces that
 * one program painted have much in common that no camera sees.
 */
export function measureGroups(identities: readonly Identity[]): OfGroup[] {
  const centred = withoutMean(identities)
  const groups = [...new Set(centred.flatMap(({ group }) => group ?? []))].sort()
  const threshold = leastAcceptThreshold(rate)
  return groups.map((group): OfGroup => {
    const people = centred.filter((identity) => identity.group === group)
    const probes = people.map(({ embeddings }) => embeddings.map((embedding) => probeSigns([embedding])))
    let [accepted, comparisons, rejected, genuine] = [0, 0, 0, 0]
    people.forEach(({ embeddings: [first] }, who) => {
      if (!first) return
      const weights = weightsOf(first)
      probes.forEach((others, i) => {
        const scores = others.map((probe) => scoreOf(weights, probe))
        if (i === who) {
          genuine += scores.length - 1
          rejected += scores.slice(1).filter((score) => score < threshold).length
        } else {
          comparisons += scores.length
          accepted += scores.filter((score) => score >= threshold).length
        }
      })
    })
    return {
      group,
      people: people.length,
      fmr: accepted / comparisons,
      fmrInterval: wilson(accepted, comparisons),
      comparisons,
      fnmr: genuine > 0 ? rejected / genuine : null,
      fnmrInterval: genuine > 0 ? wilson(rejected, genuine) : null,
    }
  })
}

function withoutMean(identities: readonly Identity[]): { group: string | null; embeddings: Float32Array[] }[] {
  const all = identities.flatMap(({ photos }) => photos.map(({ embedding }) => embedding))
  const mean = (all[0] ?? new Float32Array()).map(
    (_, i) => all.reduce((sum, embedding) => sum + (embedding[i] ?? 0), 0) / all.length,
  )
  return identities.map(({ group, photos }) => ({
    group,
    embeddings: photos.map(({ embedding }) => normalised(embedding.map((entry, i) => entry - (mean[i] ?? 0)))),
  }))
}
