import { matchSteps, type MatchFigures, type MatchStep } from './matchSteps.ts'

/** The figures as a table for people. */
export function matchTable(where: string, { bytes, ms }: MatchFigures): string {
  const steps = Object.keys(matchSteps) as MatchStep[]
  const rows = [
    ...Object.entries(bytes).map(([name, length]) => [name, `${length.toLocaleString('en')} bytes`]),
    ...steps.map((step) => [matchSteps[step], `${ms[step].toFixed(2)} ms`]),
  ]
  const width = Math.max(...rows.map(([name = '']) => name.length))
  const lines = rows.map(([name = '', figure = '']) => `  ${name.padEnd(width)}  ${figure.padStart(14)}`)
  return [`Encrypted match, ${where}`, ...lines, ''].join('\n')
}
