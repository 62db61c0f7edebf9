import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter'
import * as v from 'valibot'
import type { NetworkName } from './networks.ts'
import { readChecked } from './readChecked.ts'

/** The three networks, ready to run on the backend that TensorFlow.js has at the time of a call. */
export type Models = Readonly<Record<NetworkName, GraphModel>>

/**
 * Loads the networks that `models/build.ts` wrote.
 *
 * @param read gives a file's bytes by its name: `blazeface.json`, `blazeface.bin` and so on
 * @throws ZAuthError `model_damaged` when a file is not byte by byte the one that this program was written for
 */
export async function loadModels(read: (file: string) => Promise<Uint8Array>): Promise<Models> {
  const [blazeface, facemesh, mobilefacenet] = await Promise.all([
    loadModel('blazeface', read),
    loadModel('facemesh', read),
    loadModel('mobilefacenet', read),
  ])
  return { blazeface, facemesh, mobilefacenet }
}

const fileForm = v.object({
  modelTopology: v.record(v.string(), v.unknown()),
  weightsManifest: v.tuple([v.object({ weights: v.array(v.unknown()) })]),
})

type Artifacts = Awaited<ReturnType<NonNullable<Exclude<Parameters<typeof loadGraphModel>[0], string>['load']>>>

async function loadModel(name: NetworkName, read: (file: string) => Promise<Uint8Array>): Promise<GraphModel> {
  const [json, bin] = await Promise.all([readChecked(`${name}.json`, read), readChecked(`${name}.bin`, read)])
  const form = v.parse(fileForm, JSON.parse(new TextDecoder().decode(json)))
  const artifacts = {
    format: 'graph-model',
    modelTopology: form.modelTopology,
    weightSpecs: form.weightsManifest[0].weights,
    weightData: Uint8Array.from(bin).buffer,
  } as Artifacts
  return await loadGraphModel({ load: () => Promise.resolve(artifacts) })
}
