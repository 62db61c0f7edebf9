import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildModels } from '../../models/build.ts'
import { useWasm } from '../../models/wasm.ts'
import { loadModels } from '../../shared/recognition/models.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { acquire } from './accuracy/acquire.ts'
import { compareWays } from './accuracy/compareWays.ts'
import { confirmByMatch } from './accuracy/confirmByMatch.ts'
import { measureAcquisition, withFaces } from './accuracy/measureAcquisition.ts'
import { measureBadImages } from './accuracy/measureBadImages.ts'
import { measureGroups } from './accuracy/measureGroups.ts'
import { measureRates } from './accuracy/measureRates.ts'
import { measureSeries } from './accuracy/measureSeries.ts'
import { measureThresholds } from './accuracy/measureThresholds.ts'
import { measureTries } from './accuracy/measureTries.ts'
import { progressLine } from './accuracy/progressLine.ts'
import { report } from './accuracy/report.ts'
import { sampleDecisions } from './accuracy/sampleDecisions.ts'
import { searchWolf } from './accuracy/searchWolf.ts'
import { trialsOf } from './accuracy/trialsOf.ts'
import { productWay } from './accuracy/ways.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench:accuracy -- --faces DIR`, or the folder in ZAUTH_FACES: how often the wrong person is let in and the right one is not,
 * on a folder of photographs with one folder for each identity. A second folder whose people fall into groups, in ZAUTH_GENERATED_FACES,
 * is looked at by group.
 */
const { values } = parseArgs({ options: { faces: { type: 'string' }, draws: { type: 'string', default: '5' } } })
const facesDir = values.faces ?? process.env['ZAUTH_FACES']
const draws = Number(values.draws)
if (!facesDir || !existsSync(facesDir)) {
  const missing = facesDir ? `There is no folder ${facesDir}.` : 'No folder of faces was given.'
  process.stderr.write(
    `${missing} Give one with a folder of JPEG photographs for each person: --faces DIR, or ZAUTH_FACES=DIR\n`,
  )
  process.exit(2)
}

const root = join(import.meta.dirname, '../..')
const modelsDir = join(root, 'dist/models')
await buildModels(modelsDir)
const loadOnce = async () => {
  await useWasm()
  return await loadModels((file) => readFile(join(modelsDir, file)))
}
const negatives = readNegatives(await readFile(join(modelsDir, 'negatives.bin')))

const acquired = await acquire(loadOnce, facesDir, progressLine('photographs'))
const identities = withFaces(acquired)
const way = productWay(negatives)
const product = trialsOf(way, identities, { draws })
if (product.trials.length === 0) {
  process.stderr.write(`Nobody in ${facesDir} has six photographs with a face: five to enrol with, and one to try.\n`)
  process.exit(2)
}
const decisions = sampleDecisions(product.trials, identities, negatives)
const confirmed = await confirmByMatch(decisions, progressLine('encrypted matches'))
const ways = compareWays(way, identities, negatives, draws, progressLine('ways beside each other'))
const groupsDir = process.env['ZAUTH_GENERATED_FACES']
const grouped = groupsDir ? await acquire(loadOnce, groupsDir, progressLine('photographs by group')) : acquired

const accuracy = {
  measuredOn: thisMachine(),
  faces: basename(facesDir),
  ...measureAcquisition(acquired, product),
  ...measureRates(product, draws),
  sample: { decisions: decisions.length, confirmed },
  thresholdsOfTraining: measureThresholds(product.trials, identities, negatives),
  ways,
  tries: measureTries(product.trials, identities, negatives),
  series: measureSeries(identities),
  badImages: await measureBadImages(loadOnce, facesDir, acquired, progressLine('kinds of bad images')),
  groups: measureGroups(withFaces(grouped)),
  wolf: searchWolf(identities, negatives, way, progressLine('templates for the wolf')),
}
await addResults('accuracy', accuracy)
process.stdout.write(report(accuracy))
if (confirmed !== decisions.length) {
  process.stderr.write('The encrypted match decided differently from integers and signs.\n')
  process.exitCode = 1
}
