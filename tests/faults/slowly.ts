import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Body, Client } from '../verifier/client.ts'

/** A request of which the verifier has the headers, and waits for the rest. */
export interface SlowUpload {
  /** Sends the rest; what is answered. */
  finish(): Promise<{ readonly status: number; readonly body: Uint8Array<ArrayBuffer> }>
  /** Resolves when the connection has ended. */
  readonly hungUp: Promise<unknown>
}

/** Begins a POST, and waits until the verifier has asked for its body (RFC 9110 §10.1.1). */
export async function beginUpload(client: Client, url: string, { type, bytes }: Body): Promise<SlowUpload> {
  const headers = { 'content-type': type, 'content-length': bytes.length, expect: '100-continue' }
  const sending = request(url, { method: 'POST', headers: { ...headers, dpop: await client.prove('POST', url) } })
  const hungUp = new Promise((resolve) => sending.once('close', resolve))
  const answer = new Promise<{ status: number; body: Uint8Array<ArrayBuffer> }>((resolve, reject) => {
    sending.once('response', (response) => {
      buffer(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, body: new Uint8Array(body) })
      }, reject)
    })
    sending.once('error', reject)
  })
  answer.catch(() => undefined)
  const asked = new Promise((resolve) => sending.once('continue', resolve))
  sending.flushHeaders()
  await asked
  return {
    hungUp,
    finish() {
      sending.end(bytes)
      return answer
    },
  }
}

/** A connection that is open, on which `text` was sent; with the end of it. */
export interface OpenSocket {
  readonly socket: Socket
  readonly ended: Promise<unknown>
}

export async function openSocket(port: number, text = ''): Promise<OpenSocket> {
  const socket = connect(port, 'localhost')
  const ended = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined)
  // Whoever reads nothing does not hear of the end either.
  socket.resume()
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  if (text !== '') socket.write(text)
  return { socket, ended }
}
