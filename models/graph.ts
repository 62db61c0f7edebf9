import * as v from 'valibot'

/** One operation of a TensorFlow.js graph model. */
export interface GraphNode {
  name: string
  op: string
  input?: string[] | undefined
  attr?: Record<string, unknown> | undefined
}

/** One constant: its shape and type, and its bytes, little endian. */
interface Weight {
  shape: number[]
  dtype: 'float32' | 'int32'
  quantization?: { dtype: 'float16'; original_dtype: 'float32' } | undefined
  bytes: Uint8Array<ArrayBuffer>
}

/** A TensorFlow.js graph model, taken apart: operations in their order and constants by name, in file order. */
export interface Graph {
  nodes: GraphNode[]
  weights: Map<string, Weight>
}

const nodeForm = v.object({
  name: v.string(),
  op: v.string(),
  input: v.optional(v.array(v.string())),
  attr: v.optional(v.record(v.string(), v.unknown())),
})

const graphForm = v.object({
  modelTopology: v.object({ node: v.array(nodeForm) }),
  weightsManifest: v.tuple([
    v.object({
      weights: v.array(
        v.object({
          name: v.string(),
          shape: v.array(v.number()),
          dtype: v.picklist(['float32', 'int32']),
          quantization: v.optional(v.object({ dtype: v.literal('float16'), original_dtype: v.literal('float32') })),
        }),
      ),
    }),
  ]),
})

/** Takes apart the two files of a graph model. */
export function readGraph(json: Uint8Array, bin: Uint8Array): Graph {
  const form = v.parse(graphForm, JSON.parse(new TextDecoder().decode(json)))
  const weights = new Map<string, Weight>()
  let at = 0
  for (const { name, ...spec } of form.weightsManifest[0].weights) {
    const width = spec.quantization ? 2 : 4
    const length = spec.shape.reduce((product, side) => product * side, width)
    weights.set(name, { ...spec, bytes: Uint8Array.from(bin.subarray(at, at + length)) })
    at += length
  }
  if (at !== bin.length) throw new Error(`Unexpected length of weights ${bin.length}, expected ${at}`)
  return { nodes: form.modelTopology.node, weights }
}

/** The two files of a graph model. The same graph gives the same bytes. */
export function writeGraph(
  graph: Graph,
  binName: string,
): { json: Uint8Array<ArrayBuffer>; bin: Uint8Array<ArrayBuffer> } {
  // What JSON leaves out: the bytes, which are the other file, and a quantisation that is not there.
  const weights = [...graph.weights].map(([name, weight]) => ({ name, ...weight, bytes: undefined }))
  const form = {
    format: 'graph-model',
    modelTopology: { node: graph.nodes, library: {}, versions: {} },
    weightsManifest: [{ paths: [binName], weights }],
  }
  const parts = [...graph.weights.values()].map((weight) => weight.bytes)
  const bin = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bin.set(part, at)
    at += part.length
  }
  return { json: new TextEncoder().encode(JSON.stringify(form)), bin }
}

/** The values of a constant of 32-bit floats. */
export function floatsOf(graph: Graph, name: string): Float32Array<ArrayBuffer> {
  const weight = graph.weights.get(name)
  if (weight?.dtype !== 'float32' || weight.quantization) throw new Error(`No constant of floats named ${name}`)
  return new Float32Array(weight.bytes.buffer)
}

/** Puts a constant of 32-bit floats in, or in another's place. */
export function setFloats(graph: Graph, name: string, shape: number[], values: Float32Array<ArrayBuffer>): void {
  graph.weights.set(name, { shape, dtype: 'float32', bytes: new Uint8Array(values.buffer) })
}
