import type { AddEntry } from './writeContainer.ts'

/** Takes lines of one kind, as many as there are, into entries of a backup. */
interface Lines {
  readonly count: number
  add(line: string): Promise<void>
  /** Writes the last entry. */
  end(): Promise<void>
}

/** Lines in one entry. */
const together = 1000

/** @param name what the entries are called, before their number */
export function linesInto(name: string, add: AddEntry): Lines {
  let [entries, count] = [0, 0]
  let some: string[] = []
  async function end(): Promise<void> {
    if (some.length === 0) return
    const text = some.map((line) => `${line}\n`).join('')
    some = []
    await add(`${name}-${String(++entries).padStart(6, '0')}.jsonl`, Buffer.from(text))
  }
  return {
    get count() {
      return count
    },
    async add(line) {
      count += 1
      some.push(line)
      if (some.length >= together) await end()
    },
    end,
  }
}

/** All of what is given, in entries of its own. */
export async function writeLines(name: string, lines: AsyncIterable<string>, add: AddEntry): Promise<void> {
  const into = linesInto(name, add)
  for await (const line of lines) await into.add(line)
  await into.end()
}
