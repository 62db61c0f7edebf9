import { request } from 'node:http'
import { ErrorResponse } from '../../shared/protocol/errorResponse.ts'
import { read } from '../../shared/protocol/read.ts'
import { parse, type Body, type Client } from '../verifier/client.ts'

/** A request of which the verifier has the headers, and waits for the rest. */
export interface Stalled {
  /** Resolves when the verifier has hung up. */
  readonly hungUp: Promise<unknown>
  /** Sends the rest: `ok`, or the code of the refusal. */
  finish(): Promise<string>
}

/** Begins a POST, and waits until the verifier has asked for its body: it does so before its first step (RFC 9110 §10.1.1). */
export async function stall(client: Client, url: string, { type, bytes }: Body): Promise<Stalled> {
  const headers = { 'content-type': type, 'content-length': bytes.length, expect: '100-continue' }
  const sending = request(url, { method: 'POST', headers: { ...headers, dpop: await client.prove('POST', url) } })
  const answered = new Promise<string>((resolve, reject) => {
    sending.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const isOk = response.statusCode === 200
        resolve(isOk ? 'ok' : read(ErrorResponse, parse(Buffer.concat(parts))).error)
      })
    })
    sending.on('error', reject)
    sending.on('close', () => {
      reject(new Error('Hung up'))
    })
  })
  const asked = new Promise((resolve) => sending.once('continue', resolve))
  sending.flushHeaders()
  await asked
  return {
    hungUp: answered.catch(() => null),
    finish() {
      sending.end(bytes)
      return answered
    },
  }
}
