import { createHash } from 'node:crypto'
import {
  AccountResponse,
  AdditionResponse,
  CheckResponse,
  DeletionResponse,
  RecoveryCodesResponse,
} from '../../shared/protocol/accountMessages.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ErrorResponse } from '../../shared/protocol/errorResponse.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { read } from '../../shared/protocol/read.ts'
import { jsonBody, parse, Refusal, type Client, type Proof } from '../verifier/client.ts'

/** How a request to manage an account may differ from an honest one. */
export interface Sent {
  /** The ticket of a check. */
  readonly ticket?: string | undefined
  readonly body?: unknown
  readonly proof?: Proof
  readonly headers?: Record<string, string>
}

type Method = 'GET' | 'POST' | 'DELETE'

/** One request of a device about its account; what comes back, or a `Refusal`. */
export async function ask(
  client: Client,
  method: Method,
  url: string,
  { ticket, body, proof, headers }: Sent = {},
): Promise<unknown> {
  const ath = ticket === undefined ? {} : { ath: createHash('sha256').update(ticket).digest('base64url') }
  const sent = body === undefined ? null : jsonBody(body)
  const response = await fetch(url, {
    method,
    headers: {
      ...(sent && { 'content-type': sent.type }),
      ...(ticket !== undefined && { authorization: `DPoP ${ticket}` }),
      dpop: await client.prove(method, url, { ...ath, ...proof }),
      ...headers,
    },
    body: sent?.bytes ?? null,
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const answer = bytes.length === 0 ? null : parse(bytes)
  if (!response.ok) throw new Refusal(response.status, read(ErrorResponse, answer))
  return answer
}

/** What an honest device does to manage its account. */
export function manage(client: Client) {
  const { issuer } = client.world
  const by = (ticket: string | undefined) => ({ ticket })
  return {
    list: async () => read(AccountResponse, await ask(client, 'GET', endpoints.devices(issuer))),
    check: async (): Promise<Offer> => read(CheckResponse, await ask(client, 'POST', endpoints.checks(issuer))).offer,
    name: (device: string, name: string, ticket?: string) =>
      ask(client, 'POST', endpoints.deviceName(issuer, device), { ...by(ticket), body: { name } }),
    revoke: (device: string, ticket?: string) => ask(client, 'DELETE', endpoints.device(issuer, device), by(ticket)),
    add: async (ticket?: string) =>
      read(AdditionResponse, await ask(client, 'POST', endpoints.additions(issuer), by(ticket))),
    recoveryCodes: async (ticket?: string) =>
      read(RecoveryCodesResponse, await ask(client, 'POST', endpoints.recoveryCodes(issuer), by(ticket))).recoveryCodes,
    remove: async (ticket?: string) =>
      read(DeletionResponse, await ask(client, 'DELETE', endpoints.account(issuer), by(ticket))).statement,
  }
}
