import { ZAuthError, type ErrorCode } from '../protocol/errors.ts'

/**
 * Runs what SEAL may refuse because of what came from outside.
 *
 * @throws ZAuthError with the code, where SEAL throws; whatever else is thrown is our own bug and stays as it is
 */
export function guarded<T>(code: ErrorCode, what: string, run: () => T): T {
  try {
    return run()
  } catch (cause) {
    if (!(cause instanceof WebAssembly.Exception)) throw cause
    throw new ZAuthError(code, `SEAL refuses the ${what}: ${String(Reflect.get(cause, 'message'))}`)
  }
}
