import { createMatchContext } from '../../shared/match/context.ts'
import { measureMatch } from './matchSteps.ts'
import { matchTable } from './matchTable.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/** `npm run bench`: bytes and times of the encrypted match in Node; a browser's are added by `tests/bench/browser.ts`. */
const runs = 25
const figures = await measureMatch(() => createMatchContext(), runs)
const { bytes, ms } = figures
await addResults('match', {
  measuredOn: thisMachine(),
  bytes,
  storedPerDeviceBytes: bytes.publicKey + bytes.template,
  movedPerSignInBytes: bytes.probe + 2 * bytes.answer + bytes.tag + bytes.token,
  serverMatchMs: { maskReady: ms.match, maskNotReady: ms.matchWhole },
  node: ms,
})
process.stdout.write(matchTable(`Node ${process.versions.node}, one thread, medians of ${runs}`, figures))
