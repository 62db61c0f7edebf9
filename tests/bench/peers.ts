import { person } from '../verifier/people.ts'
import { medianOf } from './medianOf.ts'
import { bfv } from './peers/bfv.ts'
import { ckks } from './peers/ckks.ts'
import type { Contender, Enrolled, SignIn } from './peers/contender.ts'
import { ours } from './peers/ours.ts'
import { published } from './peers/published.ts'
import { table } from './peers/table.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench:peers`: the encrypted match beside the ways of the textbook, with the same embeddings and the same 128-bit
 * security, turn by turn in one run. Every sign-in's outcome is checked.
 */
const runs = 30
const owner = person(41)
const impostor = person(42)

const contenders: readonly Contender[] = [bfv(8192), bfv(4096), ckks(), ours]
const enrolments: { readonly contender: Contender; readonly enrolled: Enrolled; readonly signIns: SignIn[] }[] = []
for (const contender of contenders) {
  enrolments.push({ contender, enrolled: await contender.enrol(owner), signIns: [] })
}

for (let run = 0; run < runs; run++) {
  const [face, other] = [owner.image(), impostor.image()]
  for (const { contender, enrolled, signIns } of enrolments) {
    const signIn = await enrolled.signIn(face)
    if (!signIn.accepted) throw new Error(`${contender.name} does not know the owner`)
    if ((await enrolled.signIn(other)).accepted) throw new Error(`${contender.name} takes an impostor for the owner`)
    signIns.push(signIn)
  }
}

const rows = []
for (const { contender, enrolled, signIns } of enrolments) {
  let fooled = 0
  const tries = 5
  for (let i = 0; i < tries; i++) if (await enrolled.cheat(impostor.image())) fooled += 1
  const median = (of: keyof SignIn['ms']) => medianOf(signIns.map(({ ms }) => ms[of]))
  rows.push({
    name: contender.name,
    evaluationKeysBytes: enrolled.sizes.evaluationKeys,
    storedPerDeviceBytes: enrolled.sizes.stored,
    movedPerSignInBytes: enrolled.sizes.moved,
    serverMs: { maskReady: median('serverReady'), maskNotReady: median('server'), loadingOfKeys: median('loadKeys') },
    clientMs: median('client'),
    whoDecides: contender.whoDecides,
    modifiedClient: { tries, accepted: fooled },
  })
  enrolled[Symbol.dispose]()
}

const measuredOn = thisMachine()
await addResults('peers', { measuredOn, runs, security: 'SEAL tc128', rows, published })
process.stdout.write(table(rows, `${measuredOn}, one thread, medians of ${runs}`))
