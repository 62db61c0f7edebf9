import { Agent, request } from 'node:http'
import type { Written } from './write.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** Milliseconds: a hundred times what any answer takes. */
const patience = 20_000

/**
 * Sends a request as it was written.
 * @throws Error when no answer comes
 */
export function send(agent: Agent, issuer: string, { method, path, headers, body }: Written): Promise<Answer> {
  const { hostname, port } = new URL(issuer)
  return new Promise((resolve, reject) => {
    const length = body.length > 0 || method === 'POST' ? { 'content-length': body.length } : {}
    const options = {
      agent,
      hostname,
      port,
      method,
      path: sendable(path),
      timeout: patience,
      headers: { ...headers, ...length },
    }
    const sending = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() })
      })
    })
    sending.on('timeout', () => sending.destroy(new Error('It hangs')))
    sending.on('error', reject)
    sending.end(body)
  })
}

/** Node's client sends visible characters of Latin 1 only. */
function sendable(path: string): string {
  return path.replace(/[^\u0021-\u00ff]/g, encodeURIComponent)
}
