import type { Backend, Trial } from '../face/backend.ts'
import { numberOf } from '../words/formats.ts'
import { translated } from '../words/translated.ts'

/** Everything that the options page says. */
export const english = {
  title: 'ZAuth options',
  language: {
    title: 'Language',
    ofBrowser: 'The browser’s language',
  },
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
  /** What the ways are called. */
  names: {
    webgpu: 'WebGPU (graphics processor)',
    webgl: 'WebGL (graphics processor)',
    wasm: 'WebAssembly (processor)',
  } satisfies Record<Backend, string>,
  outcomes: {
    right: 'Computes rightly',
    wrong: 'Computes wrongly, so it is not used',
    failed: 'Breaks down, so it is not used',
    absent: 'Not on this device, or only imitated',
  } satisfies Record<Trial['outcome'], string>,
}

export const words = translated(english, {
  de: () => import('../words/de/options.ts'),
  fr: () => import('../words/fr/options.ts'),
  es: () => import('../words/es/options.ts'),
  ar: () => import('../words/ar/options.ts'),
})

/** Milliseconds, for the person. */
export function timeOf({ ms }: Trial): string {
  return ms === null ? '–' : numberOf(ms, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 })
}
