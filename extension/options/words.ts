import type { Backend, Trial } from '../face/backend.ts'

/** Everything that the options page says. */
export const words = {
  title: 'ZAuth options',
  backends: 'How your face is recognised',
  what: 'The networks run on this device, by the fastest way that computes them rightly. Each way has to give a known answer before it is used.',
  table: 'How each way did when it was tried',
  backend: 'Way',
  outcome: 'Result',
  time: 'One picture takes',
  used: 'in use',
  none: 'Nothing was measured yet. It happens at the first sign-in, or now.',
  measure: 'Measure anew',
  measuring: 'Measuring…',
  measured: 'Measured.',
  failed: 'None of them works in this browser. Update it, or use another one.',
  choice: 'Use',
  fastest: 'the fastest that is right (recommended)',
  chosen: 'Saved. It counts from the next sign-in.',
  note: 'What you choose is used if it gives the known answer, however slow it is; the fastest otherwise.',
} as const

/** What the ways are called. */
export const names: Readonly<Record<Backend, string>> = {
  webgpu: 'WebGPU (graphics processor)',
  webgl: 'WebGL (graphics processor)',
  wasm: 'WebAssembly (processor)',
}

/** How a way did, for the person. */
export function outcomeOf({ outcome }: Trial): string {
  return {
    right: 'Computes rightly',
    wrong: 'Computes wrongly, so it is not used',
    failed: 'Breaks down, so it is not used',
    absent: 'Not on this device, or only imitated',
  }[outcome]
}

/** Milliseconds, for the person. */
export function timeOf({ ms }: Trial): string {
  return ms === null ? '–' : `${Math.round(ms)} ms`
}
