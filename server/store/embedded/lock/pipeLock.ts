import { once } from 'node:events'
import { createServer } from 'node:net'
import { NotNowError } from '../../../config/notNowError.ts'
import { closeLock } from './closeLock.ts'

/** A pipe of Windows is made once, and goes with its process. */
export async function pipeLock(pipe: string, data: string): Promise<() => Promise<void>> {
  const lock = createServer((connection) => connection.destroy())
  lock.unref().listen(pipe)
  await once(lock, 'listening').catch((cause: unknown) => {
    throw new NotNowError(`data: ${data} is in use by another verifier`, { cause })
  })
  return () => closeLock(lock)
}
