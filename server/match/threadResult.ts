import { ZAuthError, type ErrorCode } from '../../shared/protocol/errors.ts'

/** What a worker thread says: an expected failure crosses as its code, because threads do not share classes. */
export type ThreadResult<T> = (
  { readonly value: T } | { readonly failed: ErrorCode; readonly detail: string | undefined }
) & { readonly from?: ThreadState }

/** How the thread is that says it. */
export interface ThreadState {
  readonly thread: number
  /** Memory of its SEAL. */
  readonly sealBytes: number
}

/**
 * Runs a step and puts an expected failure into words that cross threads; a bug of ours is thrown as it is. After a trap
 * nothing in SEAL's memory can be trusted: it ends the thread, and the pool makes another.
 */
export async function threadResultOf<T>(step: () => T | Promise<T>): Promise<ThreadResult<T>> {
  try {
    return { value: await step() }
  } catch (error) {
    if (error instanceof ZAuthError) return { failed: error.code, detail: error.detail }
    if (error instanceof WebAssembly.RuntimeError) return await endThread(error)
    throw error
  }
}

/** Never resolves: what nobody catches ends a thread, and fails its task. */
function endThread(error: Error): Promise<never> {
  queueMicrotask(() => {
    throw error
  })
  return new Promise(() => undefined)
}

/**
 * The value of a result.
 * @throws ZAuthError what failed in the other thread
 */
export function valueOf<T>(result: ThreadResult<T>): T {
  if ('failed' in result) throw new ZAuthError(result.failed, result.detail)
  return result.value
}
