import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ConfigError } from '../../../config/configError.ts'
import { NotNowError } from '../../../config/notNowError.ts'
import { askHolder } from './askHolder.ts'
import { socketsOf } from './socketsOf.ts'

/** Milliseconds between two looks at somebody who starts at the same moment, and after which he is taken for one who stays. */
const between = 10
const patience = 5000

/**
 * Waits until nobody else is there who comes at the same moment.
 *
 * @param own the socket that is shown
 * @throws NotNowError when somebody else holds the lock, or has the better right to it
 */
export async function outlastOthers(places: readonly string[], own: string, data: string): Promise<void> {
  const inUse = new NotNowError(`data: ${data} is in use by another verifier`)
  for (let waited = 0; waited < patience; waited += between) {
    let isAlone = true
    for (const other of (await Promise.all(places.map((path) => socketsOf(path, own)))).flat()) {
      const answer = await askHolder(other)
      if (answer === 'forbidden')
        throw new ConfigError(
          `data: ${basename(other)} in it is of another user. If no verifier runs on this data, remove it`,
        )
      // An earlier version says nothing; of those of this one, who says nothing is about to go.
      const stays = answer === 'held' || (answer === 'silent' && places.includes(other))
      if (stays || (answer === 'trying' && basename(other) < basename(own))) throw inUse
      if (answer === 'dead') await rm(other, { force: true })
      else isAlone = false
    }
    if (isAlone) return
    await setTimeout(between)
  }
  throw inUse
}
