import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-backend-webgl'
import '@tensorflow/tfjs-backend-webgpu'
import { env, ready, setBackend } from '@tensorflow/tfjs-core'
import type { Backend } from './backend.ts'

/** Starting one takes a second at most where it works; a driver that hangs must not keep the person waiting. */
const patience = 8_000

/**
 * Makes TensorFlow.js compute on a backend.
 *
 * @param assets the folder of the WebAssembly files, ending in a slash
 * @param imitated whether one that this machine only imitates in software will do
 * @returns false when this machine does not have it
 */
export async function startBackend(backend: Backend, assets: string, imitated: boolean): Promise<boolean> {
  try {
    if (!imitated && !(await isReal[backend]())) return false
    // An extension's page has SharedArrayBuffer, but its content security policy forbids the threads' blob: workers, and
    // TensorFlow.js would wait for them for ever.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
    if (backend === 'wasm') setWasmPaths(assets)
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), patience))
    return await Promise.race([setBackend(backend).then(async (set) => (await ready(), set)), late])
  } catch {
    return false // A backend that cannot start is one that this machine does not have.
  }
}

/** Whether there is hardware behind a backend. Software WebGL and WebGPU are right, but far slower than WebAssembly. */
const isReal: Readonly<Record<Backend, () => boolean | Promise<boolean>>> = {
  wasm: () => true,
  webgpu: async () => {
    if (!('gpu' in navigator)) return false
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
    return adapter !== null && !adapter.info.isFallbackAdapter
  },
  webgl: () => {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2')
    const details = context?.getExtension('WEBGL_debug_renderer_info')
    const renderer: unknown = details && context?.getParameter(details.UNMASKED_RENDERER_WEBGL)
    return typeof renderer === 'string' && !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer)
  },
}
