import type { VerifierConfig } from '../config/config.ts'
import { fine, unknown, wrong, type Finding } from './finding.ts'

const patience = 10_000

/** Where people are sent who have no extension yet. */
export async function checkExtension({ extensionUrl }: VerifierConfig): Promise<Finding[]> {
  if (extensionUrl === undefined) {
    return [unknown('extension', 'extensionUrl is not set: the page cannot say where to get it.', 'Set extensionUrl.')]
  }
  try {
    const { ok, status } = await fetch(extensionUrl, { signal: AbortSignal.timeout(patience) })
    if (ok) return [fine('extension', `${extensionUrl} is there.`)]
    return [wrong('extension', `${extensionUrl} answers with status ${status}.`, 'Correct extensionUrl.')]
  } catch {
    return [
      wrong(
        'extension',
        `${extensionUrl} does not answer from here.`,
        'Correct extensionUrl, or let this machine out.',
      ),
    ]
  }
}
