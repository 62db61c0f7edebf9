import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildModels } from '../../models/build.ts'
import { useWasm } from '../../models/wasm.ts'
import { drawMovements } from '../../server/challenges/drawMovements.ts'
import type { MovementSet } from '../../shared/protocol/movements.ts'
import { loadModels } from '../../shared/recognition/models.ts'
import { emptyRoom } from '../../tools/puppet/emptyRoom.ts'
import type { Actor, Scene, Subject } from './liveness/actor.ts'
import { drawParallax } from './liveness/drawParallax.ts'
import { genuine, genuinePractised } from './liveness/genuine.ts'
import { instruments, luckyReplay } from './liveness/instruments.ts'
import { loadSubjects, type Half } from './liveness/loadSubjects.ts'
import { measurePairs } from './liveness/measurePairs.ts'
import { measureParallax } from './liveness/measureParallax.ts'
import { present, type Outcome } from './liveness/present.ts'
import { seededRandom } from './liveness/seededRandom.ts'
import { summaryOf } from './liveness/summaryOf.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

// How often an attack passes the movements (APCER, for each instrument), and how often an honest person does not (BPCER), as
// ISO/IEC 30107-3 names them, in simulated presentations of people's photographs:
// `npm run bench:liveness -- --faces DIR --count 100`. Folders: --faces or ZAUTH_FACES, and ZAUTH_GENERATED_FACES, at least one of them.

const { values: options } = parseArgs({
  options: {
    faces: { type: 'string' },
    count: { type: 'string', default: '60' },
    /** Honest presentations, when another number of them is wanted. */
    genuine: { type: 'string' },
    half: { type: 'string', default: 'report' },
    only: { type: 'string' },
  },
})
const half: Half = options.half === 'development' ? 'development' : 'report'
const count = Number(options.count)
const photographs = options.faces ?? process.env['ZAUTH_FACES']
const folders = [photographs, process.env['ZAUTH_GENERATED_FACES']].flatMap((folder) => folder || [])
if (folders.length === 0)
  throw new Error('Give a folder of photographs: --faces DIR, or ZAUTH_FACES, or ZAUTH_GENERATED_FACES')

const root = join(import.meta.dirname, '../..')
const modelsDir = join(root, 'dist/models')
await buildModels(modelsDir)
await useWasm()
const models = await loadModels((file) => readFile(join(modelsDir, file)))
const room = await emptyRoom()
const sets = await Promise.all(
  folders.map((folder) => loadSubjects(models, folder, half, Math.ceil(count / folders.length))),
)
// One of each set in turn, so that a shorter run is of all of them too.
const subjects = (sets[0] ?? []).flatMap((_, i) => sets.flatMap((set) => set[i] ?? []))
if (subjects.length < 2)
  throw new Error('Unexpected photographs, expected at least two people who look into the camera')

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
say(`${subjects.length} people of the ${half} half`)

/** Something to present: an attack with an instrument, or an honest person. */
interface Kind {
  readonly name: string
  readonly act: (scene: Scene) => Actor
  readonly set: MovementSet
  /** Of the camera's sensor, in steps of 255. */
  readonly noise: number
  readonly count: number
}

const isWanted = (name: string): boolean => options.only === undefined || options.only.split(',').includes(name)
const honest = Number(options.genuine ?? count)
const all: readonly Kind[] = [
  { name: 'genuine', act: genuine, set: 'turns', noise: 2, count: honest },
  { name: 'practised', act: genuinePractised, set: 'turns', noise: 2, count: Math.ceil(honest / 2) },
  // Those who cannot turn their head choose other movements; they are fewer.
  { name: 'gentle', act: genuine, set: 'gentle', noise: 2, count: Math.ceil(honest / 4) },
  ...Object.entries(instruments).map(([name, { act, injected }]): Kind => ({
    name,
    act,
    set: 'turns',
    noise: injected ? 0 : 2,
    count,
  })),
  { name: 'luckyReplay', act: luckyReplay, set: 'turns', noise: 2, count: Math.ceil(count / 3) },
]
const kinds = all.filter(({ name }) => isWanted(name))

if (isWanted('parallax')) {
  const { heads, prints, summary } = await measureParallax(models, subjects.slice(0, 30), room)
  await addResults('liveness', { half, measuredOn: thisMachine(), parallax: summary })
  await writeFile(join(root, 'docs/parallax.svg'), drawParallax(heads, prints))
  say(`parallax: ${JSON.stringify(summary)}`)
}
const outcomes: Record<string, Outcome[]> = Object.fromEntries(kinds.map(({ name }) => [name, []]))
// One of each in turn, and written after each turn, so that a run that is ended early leaves figures of all of them.
for (let i = 0; i < Math.max(0, ...kinds.map((kind) => kind.count)); i++) {
  for (const kind of kinds.filter((each) => i < each.count)) {
    const outcome = await presentation(kind, i)
    outcomes[kind.name]?.push(outcome)
    if (outcome.accepted !== (kind.act === genuine || kind.act === genuinePractised))
      say(`${kind.name} ${i}, ${subjectAt(i).name}: ${JSON.stringify(outcome)}`)
  }
  await addResults('liveness', { half, measuredOn: thisMachine(), people: subjects.length, ...summaryOf(outcomes) })
}
for (const [name, done] of Object.entries(outcomes))
  say(`${name}: ${done.filter((outcome) => outcome.accepted).length} of ${done.length} accepted`)
if (photographs && isWanted('pairs')) {
  const pairs = await measurePairs(models, photographs, half)
  await addResults('liveness', { half, measuredOn: thisMachine(), pairs })
  say(`pairs: ${JSON.stringify(pairs)}`)
}

async function presentation({ name, act, set, noise }: Kind, i: number): Promise<Outcome> {
  const random = seededRandom(7919 * i + name.length)
  const movements = drawMovements(set, (choices) => Math.floor(choices * random()))
  const scene: Scene = { subject: subjectAt(i), other: subjectAt(i + 1), room, movements, random }
  return await present(models, act(scene), scene.subject, movements, noise)
}

function subjectAt(i: number): Subject {
  const subject = subjects[i % subjects.length]
  if (!subject) throw new RangeError('Unexpected number of people')
  return subject
}
