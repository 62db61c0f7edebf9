import { request } from 'node:http'
import { endpoints } from '../../../shared/protocol/endpoints.ts'
import { sizes } from '../../../shared/protocol/sizes.ts'
import { jsonBody, octets, type Body, type Client } from '../../verifier/client.ts'
import { person } from '../../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../../verifier/relyingParty.ts'
import { visit } from '../../verifier/visit.ts'
import type { ShippedVerifier } from '../../faults/shippedVerifier.ts'
import { medianOf } from '../medianOf.ts'
import { cpuSeconds } from '../verifier/cpuSeconds.ts'
import { enrolPeople } from '../verifier/people.ts'
import { residentBytes } from '../verifier/residentBytes.ts'

/** What requests of one kind cost. */
interface Kind {
  readonly what: string
  readonly status: number
  /** From sending to having the answer: median, and of 99 in 100. */
  readonly ms: number
  readonly slowestMs: number
  /** Processor time of the verifier for each, all its threads together; null where the system does not tell. */
  readonly cpuMs: number | null
}

interface Refusals {
  readonly kinds: readonly Kind[]
  /** By how much the verifier grew while it refused; null where the system does not tell. */
  readonly grownBytes: number | null
}

interface Asking {
  readonly url: string
  readonly method?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body | null
}

/** A request that nobody finishes: it is refused by its head. */
const farTooLarge = '1000000000'
/** Consecutive failures until a device waits. */
const free = 5

export async function measureRefusals(verifier: ShippedVerifier, requests: number): Promise<Refusals> {
  const { issuer } = verifier
  const website = await createRelyingParty(issuer)
  const [somebody, waiting] = await enrolPeople(issuer, website, 2)
  if (!somebody || !waiting) throw new RangeError('Nobody enrolled')
  await makeWait(issuer, website, waiting.client, waiting.name)
  const [hers, his] = [await visit(issuer, website, somebody.name), await visit(issuer, website, waiting.name)]
  const { client, probe } = somebody
  const url = endpoints.challenges(issuer)
  const unknown = endpoints.probe(issuer, 'A'.repeat(43))
  const order = (ticket: string, device: string) => jsonBody({ ticket, device, nonce: 'A'.repeat(43) })
  const proven = async (by: Client, to: string, body: Body | null, headers = {}): Promise<Asking> => ({
    url: to,
    headers: { dpop: await by.prove('POST', to), ...headers },
    body,
  })
  const broken: Body = { type: 'application/json', bytes: new TextEncoder().encode('{"ticket":') }

  const refused: Record<string, () => Promise<Asking>> = {
    'an address that there is not': () =>
      Promise.resolve({ url: `${issuer}/nothing`, method: 'GET', headers: {}, body: null }),
    'no proof': () => Promise.resolve({ url, headers: {}, body: order('A'.repeat(43), client.device) }),
    'a proof that another key has signed': async () => {
      const [head = '', claims = ''] = (await client.prove('POST', url)).split('.')
      return {
        url,
        headers: { dpop: `${head}.${claims}.${'A'.repeat(86)}` },
        body: order(hers.offer.ticket, client.device),
      }
    },
    'a malformed body': () => proven(client, url, broken),
    'an oversize body': () =>
      proven(client, url, null, { 'content-type': 'application/json', 'content-length': farTooLarge }),
    'an unknown ticket': () => proven(client, url, order('A'.repeat(43), client.device)),
    'a probe for an unknown challenge': () => proven(client, unknown, octets(new Uint8Array(sizes.probe))),
    'a device that has to wait': () => proven(waiting.client, url, order(his.offer.ticket, waiting.client.device)),
  }
  const pid = verifier.process.pid ?? 0
  const kinds: Kind[] = []
  // Once before, to be warm.
  for (const make of Object.values(refused)) for (let i = 0; i < 20; i++) await send(await make())
  const before = await residentBytes(pid)
  for (const [what, make] of Object.entries(refused))
    kinds.push(await measure(what, pid, requests, async () => await send(await make())))
  const after = await residentBytes(pid)
  kinds.push(
    await measureAccepted(pid, Math.ceil(requests / 10), { issuer, website, client, name: somebody.name, probe }),
  )
  return { kinds, grownBytes: before === null || after === null ? null : after - before }
}

async function makeWait(issuer: string, website: RelyingParty, client: Client, name: string): Promise<void> {
  const wrong = client.probeOf(person(999).image())
  for (let failures = 0; failures < free;) {
    const { offer } = await visit(issuer, website, name)
    for (let i = 0; i < 3 && failures < free; i++, failures++) await client.tryProbe(offer, wrong)
  }
}

interface Outcome {
  readonly status: number
  readonly ms: number
}

async function measure(what: string, pid: number, requests: number, ask: () => Promise<Outcome>): Promise<Kind> {
  const times: number[] = []
  let status = 0
  const begun = await cpuSeconds(pid)
  for (let i = 0; i < requests; i++) {
    const outcome = await ask()
    times.push(outcome.ms)
    status = outcome.status
  }
  const ended = await cpuSeconds(pid)
  const sorted = times.sort((a, b) => a - b)
  return {
    what,
    status,
    ms: medianOf(times),
    slowestMs: rounded(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
    cpuMs: begun === null || ended === null ? null : rounded((1000 * (ended - begun)) / requests),
  }
}

/** A challenge and its probe's answer, which the verifier works for. */
async function measureAccepted(
  pid: number,
  requests: number,
  from: { issuer: string; website: RelyingParty; client: Client; name: string; probe: Uint8Array<ArrayBuffer> },
): Promise<Kind> {
  const { issuer, website, client, name, probe } = from
  return await measure('an accepted challenge and its probe', pid, requests, async () => {
    const { offer } = await visit(issuer, website, name)
    const begun = performance.now()
    const { challenge } = await client.challenge(offer)
    const response = await client.probe(challenge, probe)
    const ms = performance.now() - begun
    const token = await client.open(offer, challenge, probe, response)
    if (token === null) throw new Error(`${name} was not recognised`)
    await client.sendToken(challenge, token)
    return { status: 200, ms }
  })
}

/** Sends what there is, and takes the answer before the end of what was announced. */
async function send({ url, method = 'POST', headers, body }: Asking): Promise<Outcome> {
  const begun = performance.now()
  return await new Promise((resolve, reject) => {
    const type = body === null ? {} : { 'content-type': body.type, 'content-length': body.bytes.length }
    const sending = request(url, { method, headers: { ...type, ...headers } })
    sending.on('response', (response) => {
      response.resume()
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, ms: performance.now() - begun })
        if (body === null) sending.destroy()
      })
    })
    sending.on('error', reject)
    if (body === null && method === 'POST') sending.flushHeaders()
    else sending.end(body?.bytes)
  })
}

const rounded = (value: number): number => Math.round(value * 100) / 100
