import type { Context } from 'koa'

/** Says when the client has hung up before its answer was sent: nobody waits for that answer any more. */
export function goneSignal({ res }: Context): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  return gone.signal
}
