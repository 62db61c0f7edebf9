/** The backends of TensorFlow.js that the extension ships, the one that is most often the fastest first. */
export const backends = ['webgpu', 'wasm', 'webgl'] as const
export type Backend = (typeof backends)[number]

/** What a backend did when it was tried. */
export const outcomes = ['right', 'wrong', 'failed', 'absent'] as const

/** How a backend stood the test. */
export interface Trial {
  readonly backend: Backend
  /** `absent`: this machine does not have it, or only imitates it in software. */
  readonly outcome: (typeof outcomes)[number]
  /** Milliseconds that the three networks took for one image; null unless the outcome is `right`. */
  readonly ms: number | null
}
