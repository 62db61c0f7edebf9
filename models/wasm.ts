import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { enableProdMode, env, setBackend } from '@tensorflow/tfjs-core'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** Makes TensorFlow.js compute with WebAssembly on one thread, in Node. */
export async function useWasm(): Promise<void> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  const script = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(`${dirname(script)}/`)
  enableProdMode()
  if (!(await setBackend('wasm'))) throw new Error('TensorFlow.js could not start its WebAssembly backend')
}
