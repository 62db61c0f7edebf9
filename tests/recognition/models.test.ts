import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter'
import { tensor4d, type Tensor } from '@tensorflow/tfjs-core'
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildModels } from '../../models/build.ts'
import { readGraph, writeGraph, type Graph } from '../../models/graph.ts'
import { installedPackage, readManifest, sha256Of } from '../../models/manifest.ts'
import { projectEmbedding } from '../../models/project.ts'
import { repairMobileFaceNet } from '../../models/repair.ts'
import { knownAnswerOf } from '../../shared/recognition/knownAnswer.ts'
import { loadModels, type Models } from '../../shared/recognition/models.ts'
import { perceive } from '../../shared/recognition/perceive.ts'
import { dot, normalised } from '../../shared/recognition/vector.ts'
import { loadRecognition } from './loadRecognition.ts'
import { people, webcamView, type Person } from './webcamView.ts'

const built = join(import.meta.dirname, '../../dist/models')
let models: Models
let crops: Float32Array[]
let packageDir: string

beforeAll(async () => {
  ;({ models } = await loadRecognition())
  crops = []
  for (const name of Object.keys(people) as Person[]) {
    const { crop } = await perceive(models, await webcamView([name]))
    crops.push((crop ?? new Float32Array()).map((value) => (value - 127.5) / 128))
  }
  packageDir = installedPackage(await readManifest())
})

async function packagedGraph(): Promise<Graph> {
  const [json, bin] = await Promise.all(
    ['mobilefacenet.json', 'mobilefacenet.bin'].map((file) => readFile(join(packageDir, file))),
  )
  return readGraph(json ?? new Uint8Array(), bin ?? new Uint8Array())
}

async function loaded(graph: Graph): Promise<GraphModel> {
  const { json, bin } = writeGraph(graph, 'weights.bin')
  const form = JSON.parse(new TextDecoder().decode(json)) as {
    modelTopology: object
    weightsManifest: [{ weights: [] }]
  }
  const { modelTopology, weightsManifest } = form
  const artifacts = { modelTopology, weightSpecs: weightsManifest[0].weights, weightData: bin.buffer }
  return await loadGraphModel({ load: () => Promise.resolve(artifacts) })
}

/** The cosine of each two of some faces, by a network. */
async function cosines(network: GraphModel): Promise<number[]> {
  const embeddings = await Promise.all(
    crops.map(async (crop) => {
      const output = network.execute(tensor4d(crop, [1, 112, 112, 3])) as Tensor
      return normalised(await output.data<'float32'>())
    }),
  )
  return embeddings.flatMap((one, i) => embeddings.slice(0, i).map((other) => dot(one, other)))
}

describe('the repair of the embedding network', () => {
  it('lets it tell faces apart that all look alike to the network as packaged', async () => {
    const packaged = await packagedGraph()
    expect(Math.min(...(await cosines(await loaded(packaged))))).toBeGreaterThan(0.99)
    repairMobileFaceNet(packaged)
    const repaired = await cosines(await loaded(packaged))
    expect(Math.max(...repaired)).toBeGreaterThan(0.72)
    expect(repaired.reduce((sum, cosine) => sum + cosine, 0) / repaired.length).toBeLessThan(0.2)
  })

  it('is not done twice', async () => {
    const graph = await packagedGraph()
    repairMobileFaceNet(graph)
    expect(() => {
      repairMobileFaceNet(graph)
    }).toThrow(/Unexpected activations/)
  })
})

describe('the projection of the embedding network', () => {
  it('keeps what 192 numbers say in 64', async () => {
    const graph = await packagedGraph()
    repairMobileFaceNet(graph)
    const before = await cosines(await loaded(graph))
    projectEmbedding(graph)
    const after = await cosines(await loaded(graph))
    const changes = after.map((cosine, i) => Math.abs(cosine - (before[i] ?? NaN)))
    expect(Math.max(...changes)).toBeLessThan(2e-4)
    expect(changes.reduce((sum, change) => sum + change, 0) / changes.length).toBeLessThan(1e-4)
  })
})

describe('the known answer', () => {
  it('is what the network gives, in the time it takes', async () => {
    const { ok, ms } = await knownAnswerOf(models)
    expect(ok).toBe(true)
    expect(ms).toBeGreaterThan(0)
  })

  it('is not what a network computed wrongly gives', async () => {
    const graph = await packagedGraph()
    projectEmbedding(graph)
    expect((await knownAnswerOf({ ...models, mobilefacenet: await loaded(graph) })).ok).toBe(false)
  })
})

describe('the build', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zauth-models-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  it('writes what the manifest lists, byte by byte', async () => {
    await buildModels(folder)
    for (const { file, bytes, sha256 } of (await readManifest()).files) {
      const written = await readFile(join(folder, file))
      expect(written).toHaveLength(bytes)
      expect(sha256Of(written)).toBe(sha256)
    }
  })

  it('does nothing when all is there, and mends what was changed', async () => {
    await cp(built, folder, { recursive: true, preserveTimestamps: true })
    const before = await stat(join(folder, 'facemesh.bin'))
    await buildModels(folder)
    expect((await stat(join(folder, 'facemesh.bin'))).mtimeMs).toBe(before.mtimeMs)
    await writeFile(join(folder, 'facemesh.bin'), 'not a network')
    await buildModels(folder)
    expect((await stat(join(folder, 'facemesh.bin'))).size).toBe(before.size)
  })

  it('stops with the name of a file that the package changed', async () => {
    const changed = join(folder, 'package')
    await cp(packageDir, changed, {
      recursive: true,
      filter: (path) => path === packageDir || /(blazeface|facemesh|mobilefacenet)\.(json|bin)$/.test(path),
    })
    const bin = await readFile(join(changed, 'mobilefacenet.bin'))
    bin.writeUInt8(bin.readUInt8(1000) ^ 1, 1000)
    await writeFile(join(changed, 'mobilefacenet.bin'), bin)
    await expect(buildModels(join(folder, 'out'), changed)).rejects.toThrow(/Unexpected sha256 of mobilefacenet\.bin/)
    await expect(stat(join(folder, 'out'))).rejects.toThrow()
  })
})

describe('loading', () => {
  it('refuses a network with one bit changed', async () => {
    const damaged = async (file: string): Promise<Uint8Array> => {
      const bytes = await readFile(join(built, file))
      if (file === 'facemesh.bin') bytes.writeUInt8(bytes.readUInt8(5) ^ 4, 5)
      return bytes
    }
    await expect(loadModels(damaged)).rejects.toMatchObject({ code: 'model_damaged' })
  })
})
