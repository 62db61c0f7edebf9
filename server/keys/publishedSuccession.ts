import { longestSuccession } from '../../shared/protocol/metadata.ts'
import type { AnswerKey } from './keyFile.ts'

/**
 * The statements that lead from former keys to the newest, the oldest first. Nothing leads past a key that was stolen, and nobody is led
 * further than a device follows.
 */
export function publishedSuccession(keys: readonly AnswerKey[]): string[] {
  const former = keys.slice(0, -1)
  const broken = former.findLastIndex(({ succession }) => succession === undefined)
  return former
    .slice(broken + 1)
    .flatMap(({ succession }) => succession ?? [])
    .slice(-longestSuccession)
}
