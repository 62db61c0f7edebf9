import { ZAuthError, type ErrorCode } from '../../shared/protocol/errors.ts'

/**
 * What a worker can be asked: each operation takes one value and gives one, both of which can be cloned. The bytes of what it gives are
 * given away: whatever of them the worker still needs is a copy of its own.
 */
export type Operations = Record<string, (input: never) => unknown>

/** One question to a worker. */
export interface Call {
  readonly id: number
  readonly operation: string
  readonly input: unknown
}

/** A worker's answer to the question of the same id. A coded error keeps its code; any other only its words. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly detail: string | undefined }

/** Lets the page that started this worker call its operations, through `connectWorker`. Nothing that it gave is left here. */
export function serveOperations(operations: Operations): void {
  const answer = async ({ id, operation, input }: Call): Promise<Reply> => {
    try {
      const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined
      if (!run) throw new TypeError(`Unexpected operation ${operation}`)
      return { id, ok: true, value: await run(input as never) }
    } catch (error) {
      if (error instanceof ZAuthError) return { id, ok: false, code: error.code, detail: error.detail }
      return { id, ok: false, code: 'internal_error', detail: String(error) }
    }
  }
  self.addEventListener('message', ({ data }: MessageEvent<Call>) => {
    void answer(data).then((reply) =>
      self.postMessage(reply, { transfer: reply.ok ? [...buffersOf(reply.value)] : [] }),
    )
  })
}

/** The memory that a value's bytes lie in, each once. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) buffersOf(part, found)
  return found
}
