import * as v from 'valibot'
import { figuresOfAccuracy } from './figuresOfAccuracy.ts'
import { figuresOfLiveness } from './figuresOfLiveness.ts'
import { figuresOfLoad } from './figuresOfLoad.ts'
import { figuresOfPeers } from './figuresOfPeers.ts'
import { figuresOfPopup } from './figuresOfPopup.ts'
import { figuresOfPicture } from './figuresOfPicture.ts'
import { figuresOfDetection } from './figuresOfDetection.ts'
import { figuresOfRefusals } from './figuresOfRefusals.ts'
import { figuresOfScale } from './figuresOfScale.ts'
import { figuresOfStores } from './figuresOfStores.ts'
import { figuresOfGrowth, figuresOfVerifier } from './figuresOfVerifier.ts'

const milliseconds = v.pipe(v.number(), v.minValue(0))
const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What `npm run bench` writes into `bench-results/match.json`, as far as documents show it. */
const MatchResults = v.looseObject({
  measuredOn: v.string(),
  bytes: v.record(v.string(), bytes),
  storedPerDeviceBytes: bytes,
  movedPerSignInBytes: bytes,
  serverMatchMs: v.looseObject({ maskReady: milliseconds, maskNotReady: milliseconds }),
  signInMs: v.optional(milliseconds),
  windowMs: v.optional(v.looseObject({ cold: milliseconds, warm: milliseconds })),
})

/** The blocks that documents hold, by name: each makes Markdown of a benchmark's results. */
export const figures: Readonly<Record<string, (results: unknown) => string>> = {
  match: (input) => {
    const results = v.parse(MatchResults, input)
    return [
      '| what | how much |',
      '|---|---|',
      ...Object.entries(results.bytes).map(([what, size]) => `| ${names[what] ?? what} | ${kilobytes(size)} |`),
      `| stored for each device | ${kilobytes(results.storedPerDeviceBytes)} |`,
      `| moved by a sign-in, both ways | ${kilobytes(results.movedPerSignInBytes)} |`,
      `| the verifier's work for a match, masks prepared before | ${results.serverMatchMs.maskReady.toFixed(0)} ms |`,
      `| the same, nothing prepared | ${results.serverMatchMs.maskNotReady.toFixed(0)} ms |`,
      ...(results.signInMs === undefined
        ? []
        : [`| from the face held still to signed in | ${(results.signInMs / 1000).toFixed(2)} s |`]),
      ...(results.windowMs === undefined
        ? []
        : [
            `| from the camera window's opening to signed in, the first after the browser's start | ${(results.windowMs.cold / 1000).toFixed(1)} s |`,
            `| the same later | ${(results.windowMs.warm / 1000).toFixed(1)} s |`,
          ]),
      '',
      `Measured by \`npm run bench\` on ${results.measuredOn}.`,
    ].join('\n')
  },
  accuracy: figuresOfAccuracy,
  detection: figuresOfDetection,
  growth: figuresOfGrowth,
  liveness: figuresOfLiveness,
  load: figuresOfLoad,
  peers: figuresOfPeers,
  popup: figuresOfPopup,
  picture: figuresOfPicture,
  refusals: figuresOfRefusals,
  scale: figuresOfScale,
  stores: figuresOfStores,
  verifier: figuresOfVerifier,
}

const names: Readonly<Record<string, string>> = {
  publicKey: 'public key',
  template: 'encrypted template, made on the device',
  templateForOwner: 'the same, made by the verifier where it trains',
  probe: 'encrypted probe',
  answer: 'each of the two answers',
}

function kilobytes(size: number): string {
  return size < 1000 ? `${size} bytes` : `${(size / 1000).toFixed(1)} kB`
}
