import { sum, tensor1d } from '@tensorflow/tfjs-core'
import { startBackend } from '../../extension/face/startBackend.ts'
import { watchLoss } from '../../extension/face/watchLoss.ts'

/** Runs in a page of a browser: the extension's own way to start WebGPU and to watch it. */
let isLost = (): boolean => false
Object.assign(globalThis, {
  probe: {
    start: async () => {
      const started = await startBackend('webgpu', '/', true)
      if (started) isLost = watchLoss()
      return started
    },
    isLost: () => isLost(),
    sum: async () => (await sum(tensor1d([1, 2, 3])).data())[0],
  },
})
