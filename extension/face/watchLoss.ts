import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { backend } from '@tensorflow/tfjs-core'

/** Watches the device that TensorFlow.js computes on now. What comes back tells whether it is lost: a GPU can be reset at any time. */
export function watchLoss(): () => boolean {
  const current = backend()
  if (current instanceof MathBackendWebGL) {
    const { gl } = current.gpgpu
    return () => gl.isContextLost()
  }
  if (!(current instanceof WebGPUBackend)) return () => false
  let lost = false
  void current.device.lost.then(() => (lost = true))
  return () => lost
}
