/** The backends of TensorFlow.js that the extension ships, the one that is most often the fastest first. */
export const backends = ['webgpu', 'wasm', 'webgl'] as const
export type Backend = (typeof backends)[number]
