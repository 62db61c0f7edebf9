import { parentPort, workerData } from 'node:worker_threads'

// What a browser calls `self` in a worker, and then the worker itself.
Object.assign(globalThis, { self: parentPort })
await import(workerData as string)
