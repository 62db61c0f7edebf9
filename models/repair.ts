import { floatsOf, setFloats, type Graph, type GraphNode } from './graph.ts'

/**
 * Repairs MobileFaceNet as packaged, where every face looks like every other (cosine above 0.999).
 *
 * The network's 33 PReLU activations were written as `relu(x) + a·(x − |x|)` with `a` half the slope. The converter that
 * made the file took 16 of the `relu` into the convolution before it, so that the other term lost its negative values too,
 * and changed the sign of all 33 `a`. Here each of the 33 becomes one Prelu operation again, of slope `−2·a`.
 *
 * @throws Error when the graph does not hold exactly these 33 activations
 */
export function repairMobileFaceNet(graph: Graph): void {
  const byName = new Map(graph.nodes.map((node) => [node.name, node]))
  const removed = new Set<GraphNode>()
  let activations = 0
  let stray = 0
  for (const sum of graph.nodes.filter((node) => node.op === 'Add')) {
    const product = nodeNamed(byName, sum.input?.[1])
    if (product?.op !== 'Mul') continue
    const slope = nodeNamed(byName, product.input?.[1])
    const difference = nodeNamed(byName, product.input?.[0])
    const convolution = nodeNamed(byName, difference?.input?.[0])
    const magnitude = nodeNamed(byName, difference?.input?.[1])
    const positive = nodeNamed(byName, sum.input?.[0])
    if (!slope || !difference || !convolution || !magnitude || !positive) continue
    if (positive === convolution) {
      unfuseRelu(convolution)
      stray++
    } else removed.add(positive)
    for (const node of [product, difference, magnitude]) removed.add(node)
    const halves = floatsOf(graph, slope.name)
    setFloats(
      graph,
      slope.name,
      [halves.length],
      halves.map((half) => -2 * half),
    )
    sum.op = 'Prelu'
    sum.input = [convolution.name, slope.name]
    activations++
  }
  if (activations !== 33 || stray !== 16)
    throw new Error(`Unexpected activations ${activations} with ${stray} fused, expected 33 with 16 fused`)
  graph.nodes = graph.nodes.filter((node) => !removed.has(node))
}

function nodeNamed(byName: ReadonlyMap<string, GraphNode>, name: string | undefined): GraphNode | undefined {
  return name === undefined ? undefined : byName.get(name)
}

const biasAndRelu = JSON.stringify({ list: { s: [btoa('BiasAdd'), btoa('Relu')] } })

function unfuseRelu(convolution: GraphNode): void {
  if (JSON.stringify(convolution.attr?.['fused_ops']) !== biasAndRelu)
    throw new Error(`Unexpected operations fused into ${convolution.name}`)
  convolution.attr = { ...convolution.attr, fused_ops: { list: { s: [btoa('BiasAdd')] } } }
}
