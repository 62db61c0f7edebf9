import * as v from 'valibot'

const milliseconds = v.pipe(v.number(), v.minValue(0))
const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What `npm run bench:peers` writes into `bench-results/peers.json`, as far as documents show it. */
const PeersResults = v.looseObject({
  measuredOn: v.string(),
  rows: v.array(
    v.looseObject({
      name: v.string(),
      evaluationKeysBytes: bytes,
      storedPerDeviceBytes: bytes,
      movedPerSignInBytes: bytes,
      serverMs: v.looseObject({ maskReady: milliseconds, maskNotReady: milliseconds }),
      clientMs: milliseconds,
      whoDecides: v.string(),
      modifiedClient: v.looseObject({ tries: v.number(), accepted: v.number() }),
    }),
  ),
  published: v.array(
    v.looseObject({ system: v.string(), figures: v.string(), task: v.string(), source: v.pipe(v.string(), v.url()) }),
  ),
})

/** A table of contenders, and one of what others have published, which nobody measured here. */
export function figuresOfPeers(input: unknown): string {
  const { measuredOn, rows, published } = v.parse(PeersResults, input)
  const kilobytes = (size: number) => (size === 0 ? 'none' : `${(size / 1000).toFixed(0)} kB`)
  return [
    '| way | evaluation keys | stored for each device | moved by a sign-in | server, made in advance | server, not | client | who decides | what a modified client gets |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(({ name, serverMs, modifiedClient: { tries, accepted }, ...row }) =>
      [
        '',
        name,
        kilobytes(row.evaluationKeysBytes),
        kilobytes(row.storedPerDeviceBytes),
        kilobytes(row.movedPerSignInBytes),
        `${serverMs.maskReady.toFixed(0)} ms`,
        `${serverMs.maskNotReady.toFixed(0)} ms`,
        `${row.clientMs.toFixed(0)} ms`,
        `the ${row.whoDecides}`,
        accepted === 0 ? `nothing, in ${tries} tries` : `accepted, ${accepted} times of ${tries}`,
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    '',
    `Measured by \`npm run bench:peers\` on ${measuredOn}.`,
    '',
    'Published by others, not measured here:',
    '',
    '| system | figures | task |',
    '|---|---|---|',
    ...published.map(({ system, figures, task, source }) => `| [${system}](${source}) | ${figures} | ${task} |`),
  ].join('\n')
}
