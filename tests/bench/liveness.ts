import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildModels } from '../../models/build.ts'
import { useWasm } from '../../models/wasm.ts'
import { drawMovements } from '../../server/challenges/drawMovements.ts'
import { loadModels } from '../../shared/recognition/models.ts'
import { emptyRoom } from '../../tools/puppet/emptyRoom.ts'
import type { Actor, Scene, Subject } from './liveness/actor.ts'
import { clopperPearson } from './liveness/clopperPearson.ts'
import { drawParallax } from './liveness/drawParallax.ts'
import { genuine } from './liveness/genuine.ts'
import { instruments } from './liveness/instruments.ts'
import { loadSubjects, type Half } from './liveness/loadSubjects.ts'
import { measureParallax } from './liveness/measureParallax.ts'
import { present, type Outcome } from './liveness/present.ts'
import { seededRandom } from './liveness/seededRandom.ts'

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
const folders = [options.faces ?? process.env['ZAUTH_FACES'], process.env['ZAUTH_GENERATED_FACES']].filter(
  (folder) => folder !== undefined && folder !== '',
)
if (folders.length === 0)
  throw new Error('Give a folder of photographs: --faces DIR, or ZAUTH_FACES, or ZAUTH_GENERATED_FACES')

const root = join(import.meta.dirname, '../..')
const modelsDir = join(root, 'dist/models')
await buildModels(modelsDir)
await useWasm()
const models = await loadModels((file) => readFile(join(modelsDir, file)))
const room = await emptyRoom()
const sets = await Promise.all(
  folders.map((folder) => loadSubjects(models, folder ?? '', half, Math.ceil(count / folders.length))),
)
// One of each set in turn, so that a shorter run is of all of them too.
const subjects = (sets[0] ?? []).flatMap((_, i) => sets.flatMap((set) => set[i] ?? []))
if (subjects.length < 2)
  throw new Error('Unexpected photographs, expected at least two people who look into the camera')

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
say(`${subjects.length} people of the ${half} half`)

const kinds: readonly { name: string; act: (scene: Scene) => Actor; noise: number; count: number }[] = [
  { name: 'genuine', act: genuine, noise: 2, count: Number(options.genuine ?? count) },
  ...Object.entries(instruments).map(([name, { act, injected }]) => ({ name, act, noise: injected ? 0 : 2, count })),
].filter(({ name }) => options.only === undefined || options.only.split(',').includes(name))

const outcomes: Record<string, Outcome[]> = Object.fromEntries(kinds.map(({ name }) => [name, []]))
// One of each in turn, and written after each turn, so that a run that is ended early leaves figures of all of them.
for (let i = 0; i < Math.max(...kinds.map((kind) => kind.count)); i++) {
  for (const kind of kinds.filter((each) => i < each.count)) {
    const outcome = await presentation(kind, i)
    outcomes[kind.name]?.push(outcome)
    if (outcome.accepted !== (kind.name === 'genuine'))
      say(`${kind.name} ${i}, ${subjectAt(i).name}: ${JSON.stringify(outcome)}`)
  }
  await write()
}
for (const [name, done] of Object.entries(outcomes)) say(lineOf(name, done))
const parallax = await measureParallax(models, subjects.slice(0, 30), room)
await write({ parallax: parallax.summary })
await writeFile(join(root, 'docs/parallax.svg'), drawParallax(parallax.heads, parallax.prints))

async function presentation(kind: (typeof kinds)[number], i: number): Promise<Outcome> {
  const random = seededRandom(7919 * i + kind.name.length)
  const movements = drawMovements('turns', (choices) => Math.floor(choices * random()))
  const scene: Scene = { subject: subjectAt(i), other: subjectAt(i + 1), room, movements, random }
  return await present(models, kind.act(scene), scene.subject, movements, kind.noise)
}

function subjectAt(i: number): Subject {
  const subject = subjects[i % subjects.length]
  if (!subject) throw new RangeError('Unexpected number of people')
  return subject
}

/** What went wrong, and how often. */
function failuresOf(done: readonly Outcome[]): Record<string, number> {
  const failures: Record<string, number> = {}
  for (const { failure } of done) if (failure) failures[failure] = (failures[failure] ?? 0) + 1
  return failures
}

function lineOf(name: string, done: readonly Outcome[]): string {
  const accepted = done.filter((outcome) => outcome.accepted).length
  return `${name}: ${accepted} of ${done.length} accepted; ${JSON.stringify(failuresOf(done))}`
}

async function write(more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const rateOf = (hits: number, of: number): Record<string, unknown> => ({
    rate: hits / of,
    errors: hits,
    presentations: of,
    limits: clopperPearson(hits, of),
  })
  const attacks = Object.entries(outcomes).filter(([name]) => name !== 'genuine')
  const acceptedOf = (done: readonly Outcome[]): number => done.filter((outcome) => outcome.accepted).length
  const honest = outcomes['genuine'] ?? []
  const results = {
    half,
    people: subjects.length,
    apcer: Object.fromEntries(attacks.map(([name, done]) => [name, acceptedOf(done) / done.length])),
    bpcer: honest.length === 0 ? null : 1 - acceptedOf(honest) / honest.length,
    attacks: Object.fromEntries(
      attacks.map(([name, done]) => [
        name,
        { title: instruments[name]?.title, ...rateOf(acceptedOf(done), done.length), failures: failuresOf(done) },
      ]),
    ),
    genuine: { ...rateOf(honest.length - acceptedOf(honest), honest.length), failures: failuresOf(honest) },
    genuineSeconds: secondsOf(honest),
    ...more,
  }
  await mkdir(join(root, 'bench-results'), { recursive: true })
  await writeFile(join(root, 'bench-results/liveness.json'), `${JSON.stringify(results, null, 2)}\n`)
}

/** How long the movements took, at the median, by the clock of the simulation. */
function secondsOf(honest: readonly Outcome[]): number | null {
  const taken = honest.filter(({ accepted }) => accepted).map(({ frames }) => frames / 10)
  return taken.sort((a, b) => a - b)[taken.length >> 1] ?? null
}
