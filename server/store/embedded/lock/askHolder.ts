import { connect } from 'node:net'

/**
 * What is behind a socket: `held` by somebody; somebody `trying` to; somebody who was there and is `silent`, because he goes or is of a
 * version that says nothing; nobody any more; or another user's, of which nobody can say.
 */
type Holder = 'held' | 'trying' | 'silent' | 'dead' | 'forbidden'

/** Milliseconds. Whoever takes a connection and says nothing is busy, and lives. */
const patience = 2000

/** Of all other errors, such as that too many ask at once, nobody dies. */
const signsOfDeath = ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']

/** Asks who listens on a socket. */
export function askHolder(path: string): Promise<Holder> {
  return new Promise((resolve) => {
    const probe = connect(path)
    let isThere = false
    const end = (answer: Holder): void => {
      probe.destroy()
      resolve(answer)
    }
    probe.setTimeout(patience, () => {
      end('held')
    })
    probe.once('connect', () => {
      isThere = true
    })
    probe.once('data', (said) => {
      end(said.toString() === 'trying' ? 'trying' : 'held')
    })
    probe.once('close', () => {
      end('silent')
    })
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (['EACCES', 'EPERM'].includes(error.code ?? '')) end('forbidden')
      else if (isThere) end('silent')
      else end(signsOfDeath.includes(error.code ?? '') ? 'dead' : 'held')
    })
  })
}
