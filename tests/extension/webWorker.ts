import { Worker } from 'node:worker_threads'

/** A browser's `Worker`, as far as the extension uses it, on a thread of Node's. */
export class WebWorker extends EventTarget {
  readonly #thread: Worker

  /** @param file of the worker's module, as a URL */
  constructor(file: string) {
    super()
    this.#thread = new Worker(new URL('./workerScope.ts', import.meta.url), { workerData: file })
    this.#thread.on('message', (data: unknown) => this.dispatchEvent(new MessageEvent('message', { data })))
    this.#thread.on('error', ({ message }: Error) => {
      this.dispatchEvent(Object.assign(new Event('error'), { message }))
    })
  }

  postMessage(message: unknown, transfer: ArrayBuffer[]): void {
    this.#thread.postMessage(message, transfer)
  }

  terminate(): void {
    void this.#thread.terminate()
  }
}
