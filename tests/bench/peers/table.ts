/** A contender's figures, as `bench-results/peers.json` holds them. */
export interface Row {
  readonly name: string
  readonly evaluationKeysBytes: number
  readonly storedPerDeviceBytes: number
  readonly movedPerSignInBytes: number
  readonly serverMs: { readonly maskReady: number; readonly maskNotReady: number; readonly loadingOfKeys: number }
  readonly clientMs: number
  readonly whoDecides: string
  readonly modifiedClient: { readonly tries: number; readonly accepted: number }
}

const kilobytes = (bytes: number) => (bytes === 0 ? 'none' : `${(bytes / 1000).toFixed(0)} kB`)
const milliseconds = (ms: number) => `${ms.toFixed(1)} ms`

const columns: readonly (readonly [title: string, cell: (row: Row) => string])[] = [
  ['', ({ name }) => name],
  ['evaluation keys', (row) => kilobytes(row.evaluationKeysBytes)],
  ['stored', (row) => kilobytes(row.storedPerDeviceBytes)],
  ['moved', (row) => kilobytes(row.movedPerSignInBytes)],
  ['server, ready', ({ serverMs }) => milliseconds(serverMs.maskReady)],
  ['not ready', ({ serverMs }) => milliseconds(serverMs.maskNotReady)],
  ['loading keys', ({ serverMs }) => (serverMs.loadingOfKeys === 0 ? 'in it' : milliseconds(serverMs.loadingOfKeys))],
  ['client', ({ clientMs }) => milliseconds(clientMs)],
  ['decides', ({ whoDecides }) => whoDecides],
  [
    'a modified client gets',
    ({ modifiedClient: { tries, accepted } }) =>
      accepted === 0 ? `nothing (0 of ${tries})` : `in (${accepted} of ${tries})`,
  ],
]

/** The rows as a table for people. */
export function table(rows: readonly Row[], where: string): string {
  const cells = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, cell]) => cell(row)))]
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)))
  const lines = cells.map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '))
  return [`Beside the others: ${where}`, ...lines, ''].join('\n')
}
