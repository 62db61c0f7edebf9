import { createReadStream } from 'node:fs'
import { errorCodeOf } from '../../files/errorCodeOf.ts'
import { ConfigError } from '../../config/configError.ts'

/** A record under the name by which NeDB knows it. */
export type Stored = Readonly<Record<string, unknown>> & { readonly _id: string }

/** What a file of NeDB's form says: a line for each record and each change of one, of which the last one counts. */
export interface Reading {
  readonly records: Stored[]
  /** How many lines say it; more than there are records where some say what counts no more. */
  readonly lines: number
}

/**
 * Reads a file of NeDB's form; one that is not there says nothing. NeDB itself takes U+2028 and its like for ends of lines, and
 * writes them into names as they are: a file with one of those it could not read again.
 *
 * @throws ConfigError when a line is damaged; it is not passed over
 */
export async function readRecords(filename: string): Promise<Reading> {
  const records = new Map<string, Stored>()
  let lines = 0
  let damaged = 0
  for await (const line of linesOf(filename)) {
    lines += 1
    const stored = storedIn(line)
    if (stored === null) damaged += 1
    else if (stored['$$deleted'] === true) records.delete(stored._id)
    else if (!('$$indexCreated' in stored)) records.set(stored._id, stored)
  }
  if (damaged > 0)
    throw new ConfigError(
      `data: ${filename} is damaged (${damaged} of its lines cannot be read); put it back from a backup`,
    )
  return { records: [...records.values()], lines }
}

function storedIn(line: string): Stored | null {
  try {
    const parsed: unknown = JSON.parse(line)
    const isStored = typeof parsed === 'object' && parsed !== null && ('_id' in parsed || '$$indexCreated' in parsed)
    return isStored ? (parsed as Stored) : null
  } catch {
    return null
  }
}

async function* linesOf(filename: string): AsyncGenerator<string> {
  let begun: Buffer[] = []
  try {
    for await (const chunk of createReadStream(filename) as AsyncIterable<Buffer>) {
      let start = 0
      for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
        const line = Buffer.concat([...begun, chunk.subarray(start, end)])
        if (line.length > 0) yield line.toString()
        begun = []
        start = end + 1
      }
      begun.push(chunk.subarray(start))
    }
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return
    throw error
  }
}
