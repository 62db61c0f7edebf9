/** The memory of SEAL in this thread, which never becomes smaller. */
export interface SealMemory {
  /** Bytes. */
  size(): number
}

/**
 * Runs what loads SEAL, and finds the memory that it makes for itself, which node-seal keeps to itself.
 *
 * @returns what `load` gave, and its memory
 */
export async function watchingSealMemory<T>(load: () => Promise<T>): Promise<[T, SealMemory]> {
  const memories: WebAssembly.Memory[] = []
  const { Instance } = WebAssembly
  const instantiate = WebAssembly.instantiate.bind(WebAssembly)
  const note = (instance: WebAssembly.Instance): void => {
    const exported = Object.values(instance.exports)
    memories.push(...exported.filter((value) => value instanceof WebAssembly.Memory))
  }
  const watched = async (...given: Parameters<typeof instantiate>): Promise<unknown> => {
    const result: unknown = await instantiate(...given)
    note(result instanceof Instance ? result : (result as WebAssembly.WebAssemblyInstantiatedSource).instance)
    return result
  }
  Object.assign(WebAssembly, { instantiate: watched })
  try {
    const loaded = await load()
    return [loaded, { size: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) }]
  } finally {
    Object.assign(WebAssembly, { instantiate })
  }
}
