import type { Finding } from '../../server/doctor/finding.ts'

/** What was found of each thing, in a word. */
export const verdicts = (findings: readonly Finding[]): Readonly<Record<string, Finding['verdict']>> =>
  Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]))

/** What is wrong with one thing, and what to do. */
export async function trouble(checking: Promise<readonly Finding[]>, check: string): Promise<string> {
  const found = (await checking).find((one) => one.check === check)
  return `${found?.verdict}: ${found?.says} ${found?.mend ?? ''}`
}
