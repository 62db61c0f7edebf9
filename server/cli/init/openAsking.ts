import { createInterface } from 'node:readline/promises'
import { ConfigError } from '../../config/configError.ts'

/** Asks the operator. */
export interface Asking extends Disposable {
  /**
   * @param fallback what an empty answer means, and the answer where nobody can be asked
   * @param complaint what is wrong with an answer, `null` for nothing: then it is asked again
   * @throws ConfigError when the operator ends it
   */
  ask(question: string, fallback: string, complaint: (answer: string) => string | null): Promise<string>
}

/** @param canAsk whether somebody sits there */
export function openAsking(canAsk: boolean): Asking {
  if (!canAsk) return { ask: (_question, fallback) => Promise.resolve(fallback), [Symbol.dispose]: () => undefined }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<never>((_resolve, reject) => {
    terminal.once('close', () => {
      reject(new ConfigError('init: Ended before all was said. Nothing was made'))
    })
  })
  // Nobody hears it when all was said.
  ended.catch(() => undefined)
  return {
    async ask(question, fallback, complaint) {
      const prompt = `${question}${fallback === '' ? '' : ` [${fallback}]`}: `
      for (;;) {
        const answer = (await Promise.race([terminal.question(prompt), ended])).trim() || fallback
        const wrong = complaint(answer)
        if (wrong === null) return answer
        process.stdout.write(`  ${wrong}\n`)
      }
    },
    [Symbol.dispose]() {
      terminal.close()
    },
  }
}
