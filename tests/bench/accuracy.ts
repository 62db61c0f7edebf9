import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildModels } from '../../models/build.ts'
import { useWasm } from '../../models/wasm.ts'
import { loadModels } from '../../shared/recognition/models.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { embedFaces } from './accuracyFaces.ts'
import { accuracyOf, type Accuracy } from './accuracyOf.ts'

// How often the wrong person is let in and the right one is not, on a folder of photographs with one folder for each
// identity: `node tests/bench/accuracy.ts --faces DIR`, or the folder in ZAUTH_FACES.

const { values } = parseArgs({ options: { faces: { type: 'string' } } })
const facesDir = values.faces ?? process.env['ZAUTH_FACES']
if (!facesDir)
  throw new Error('Give a folder of photographs, one folder for each identity: --faces DIR, or ZAUTH_FACES')

const root = join(import.meta.dirname, '../..')
const modelsDir = join(root, 'dist/models')
await buildModels(modelsDir)
await useWasm()
const models = await loadModels((file) => readFile(join(modelsDir, file)))
const negatives = readNegatives(await readFile(join(modelsDir, 'negatives.bin')))
const { identities, missed } = await embedFaces(models, facesDir)
const accuracy = accuracyOf(identities, negatives)

await mkdir(join(root, 'bench-results'), { recursive: true })
const photos = identities.reduce((sum, identity) => sum + identity.length, 0)
const result = { identities: identities.length, photos, photosWithoutFace: missed, ...accuracy }
await writeFile(join(root, 'bench-results/accuracy.json'), `${JSON.stringify(result, null, 2)}\n`)
process.stdout.write(report(result))

function report(result: Accuracy & { identities: number; photos: number; photosWithoutFace: number }): string {
  const percent = (rate: number | null): string => (rate === null ? '–' : `${(100 * rate).toFixed(2)} %`)
  const lines = [
    `${result.photos} photographs of ${result.identities} people; no face found in ${result.photosWithoutFace}`,
    `${result.people} enrolled with five photographs (${result.seriesRefused} series refused), ${result.trainMs.toFixed(0)} ms each`,
    `${result.genuine} genuine probes, ${result.genuineOfThree} of three photographs, ${result.impostor} of others`,
    `equal error rate ${percent(result.equalErrorRate)}`,
    '',
    'one threshold for all, chosen on these photographs: false match rate, threshold, rejected, rejected with three',
    ...result.common.map(
      ({ falseMatchRate, threshold, falseNonMatchRate, ofThree }) =>
        `  ${falseMatchRate.toExponential()}  ${threshold}  ${percent(falseNonMatchRate)}  ${percent(ofThree)}`,
    ),
    '',
    'thresholds from training: false match rate wanted, measured, floor, mean threshold, rejected, rejected with three',
    ...result.personal.map(
      (at) =>
        `  ${at.falseMatchRate.toExponential()}  ${at.measured.toExponential(2)}  ${at.floor}  ${at.meanThreshold.toFixed(1)}  ${percent(at.falseNonMatchRate)}  ${percent(at.ofThree)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
