import { createInterface } from 'node:readline/promises'
import { ConfigError } from '../config/configError.ts'

/**
 * Makes sure that what cannot be taken back is meant: by `--yes`, or by whoever sits at the terminal.
 *
 * @param isSaid whether `--yes` was
 * @param what would be done, as a sentence
 * @throws ConfigError when nobody says yes
 */
export async function requireYes(isSaid: boolean, what: string): Promise<void> {
  if (isSaid) return
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new ConfigError(`${what} There is no way back: say --yes to do it. Nothing was done.`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const ended = new Promise<string>((resolve) => {
      terminal.once('close', () => {
        resolve('')
      })
    })
    const answer = await Promise.race([terminal.question(`${what} There is no way back. Do it? (yes or no) `), ended])
    if (!/^y(es)?$/i.test(answer.trim())) throw new ConfigError('Nothing was done.')
  } finally {
    terminal.close()
  }
}
