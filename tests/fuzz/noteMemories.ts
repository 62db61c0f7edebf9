/**
 * The memories of the WebAssembly modules that are made from now on: SEAL's keeps its own to itself.
 *
 * @returns a list that grows
 */
export function noteMemories(): readonly WebAssembly.Memory[] {
  const memories: WebAssembly.Memory[] = []
  const instantiate = WebAssembly.instantiate.bind(WebAssembly) as (
    source: BufferSource,
    imports?: WebAssembly.Imports,
  ) => Promise<WebAssembly.WebAssemblyInstantiatedSource>
  const noting = async (source: BufferSource, imports?: WebAssembly.Imports) => {
    const made = await instantiate(source, imports)
    for (const exported of Object.values(made.instance.exports)) {
      if (exported instanceof WebAssembly.Memory) memories.push(exported)
    }
    return made
  }
  Object.assign(WebAssembly, { instantiate: noting })
  return memories
}
