import type { Parts } from '../parts.ts'
import { refuseInteraction } from './refuseInteraction.ts'

/** Ends an interaction whose last try has failed, so that the website hears of it at once. */
export async function refuseWhenSpent(parts: Parts, id: string): Promise<void> {
  const interaction = await parts.store.interactions.find(id)
  if (interaction === null || interaction.tries < parts.config.limits.triesPerInteraction) return
  await refuseInteraction(parts, id, 'not_recognised')
}
