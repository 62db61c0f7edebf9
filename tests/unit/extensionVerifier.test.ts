import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EmbeddedJWK, exportJWK, jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import { checkEnrolled } from '../../extension/enrol/checkEnrolled.ts'
import { checkSignature } from '../../extension/verifier/checkSignature.ts'
import { createSigningKey } from '../../extension/verifier/createSigningKey.ts'
import { jsonBody } from '../../extension/verifier/jsonBody.ts'
import { readAnswer } from '../../extension/verifier/readAnswer.ts'
import { request } from '../../extension/verifier/request.ts'
import { toCbor } from '../../shared/protocol/cbor.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { ChallengeResponse } from '../../shared/protocol/challengeMessages.ts'
import type { EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import { signedDigest } from '../../shared/protocol/transcript.ts'

let server: Server | undefined
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
})

/** The address of a server that answers like this. */
async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/api/challenges`
}

const never = new AbortController().signal
const post = (url: string, signal = never): Promise<unknown> =>
  request({ method: 'POST', url, signal, body: jsonBody({}) })
const refusing = (status: number, body: string, headers: Record<string, string> = {}): Promise<string> =>
  serve((_, response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body))

describe('a request to the verifier', () => {
  test('is proven by the device’s key, for this method and address (RFC 9449)', async () => {
    const seen: IncomingHttpHeaders[] = []
    const url = await serve((incoming, response) => {
      seen.push(incoming.headers)
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"fine":true}')
    })
    const signing = await createSigningKey()
    expect(await request({ method: 'POST', url, body: jsonBody({}), signing, signal: never })).toEqual({ fine: true })
    const proof = seen[0]?.['dpop']
    const { payload, protectedHeader } = await jwtVerify(String(proof), EmbeddedJWK, { typ: 'dpop+jwt' })
    expect(payload).toMatchObject({ htm: 'POST', htu: url })
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/)
    const { kty, crv, x, y } = await exportJWK(signing.publicKey)
    expect(protectedHeader['jwk']).toEqual({ kty, crv, x, y })
    expect(seen[0]?.cookie).toBeUndefined()
    expect(signing.privateKey.extractable).toBe(false)
  })

  test('brings CBOR back as it was sent', async () => {
    const url = await serve((_, response) =>
      response.setHeader('content-type', 'application/cbor').end(toCbor({ tag: new Uint8Array([1, 2, 3]) })),
    )
    expect(await post(url)).toEqual({ tag: new Uint8Array([1, 2, 3]) })
  })

  test('fails with the verifier’s own code, and says when to try again', async () => {
    const url = await refusing(429, '{"error":"too_many_tries","message":"Wait","retryAfter":30}')
    await expect(post(url)).rejects.toMatchObject({ code: 'too_many_tries', retryAfter: 30 })
  })

  test.each([
    ['a code that nobody knows', 400, '{"error":"made_up","message":"?"}'],
    ['an error without a code', 502, '{"oops":true}'],
    ['an error page', 502, '<h1>Bad gateway</h1>'],
    ['an answer that is no JSON', 200, '<h1>Hello</h1>'],
    ['an answer longer than any', 200, `"${'x'.repeat(1 << 20)}"`],
  ])('fails with internal_error on %s', async (_, status, body) => {
    await expect(post(await refusing(status, body))).rejects.toMatchObject({ code: 'internal_error' })
  })

  test('does not follow a redirect', async () => {
    const followed: string[] = []
    const url = await serve((incoming, response) => {
      followed.push(incoming.url ?? '')
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    await expect(post(url)).rejects.toMatchObject({ code: 'verifier_unreachable' })
    expect(followed).toEqual(['/api/challenges'])
  })

  test('fails with verifier_unreachable when nobody listens', async () => {
    const url = await serve((_, response) => response.end())
    await new Promise((resolve) => server?.close(resolve))
    server = undefined
    await expect(post(url)).rejects.toMatchObject({ code: 'verifier_unreachable' })
  })

  test('ends at once when the person cancels', async () => {
    const cancel = new AbortController()
    const url = await serve(() => cancel.abort(new Error('cancelled by the person')))
    await expect(post(url, cancel.signal)).rejects.toThrow('cancelled by the person')
  })

  test('an answer that is not of the protocol is the verifier’s fault, not the person’s', () => {
    const answer = { challenge: 'short', expiresAt: 1, triesLeft: 1 }
    expect(() => readAnswer(ChallengeResponse, answer)).toThrow(
      expect.objectContaining({ code: 'internal_error' }) as Error,
    )
  })
})

describe('an answer is opened only if the pinned key signed this very one', () => {
  const issuer = 'https://verifier.example'
  const challenge = 'C'.repeat(43)
  const transcript = new Uint8Array(192).fill(7)
  const tag = new Uint8Array([1, 2, 3])
  const expected = { issuer, challenge, transcript, tag }

  async function signer(kid = 'pinned') {
    const { privateKey, publicKey } = await createSigningKey()
    const { x = '', y = '' } = await exportJWK(publicKey)
    const jwk = { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' } as const
    const jwks: Metadata['jwks'] = { keys: [jwk] }
    const sign = (claims: JWTPayload, typ = 'zauth-answer+jwt'): Promise<string> =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ, kid }).sign(privateKey)
    return { jwks, sign }
  }
  const claims = async () => ({ iss: issuer, challenge, transcript: toBase64url(await signedDigest(transcript, tag)) })

  test('it is', async () => {
    const { jwks, sign } = await signer()
    await expect(checkSignature(await sign(await claims()), jwks, expected)).resolves.toBeUndefined()
  })

  test('not if another key signed it', async () => {
    const { jwks } = await signer()
    const stranger = await signer()
    const signature = await stranger.sign(await claims())
    await expect(checkSignature(signature, jwks, expected)).rejects.toMatchObject({ code: 'verifier_untrusted' })
  })

  test('not if the key is unknown', async () => {
    const { jwks } = await signer()
    const other = await signer('new')
    const signature = await other.sign(await claims())
    await expect(checkSignature(signature, jwks, expected)).rejects.toMatchObject({ code: 'verifier_untrusted' })
  })

  test.each([
    ['the answer to another challenge', { challenge: 'D'.repeat(43) }, undefined],
    ['another verifier’s answer', { iss: 'https://other.example' }, undefined],
    ['another transcript', { transcript: 'E'.repeat(43) }, undefined],
    ['a claim too many', { more: 1 }, undefined],
    ['something that is no answer', {}, 'JWT'],
  ])('not if it is %s', async (_, changes, typ) => {
    const { jwks, sign } = await signer()
    const signature = await sign({ ...(await claims()), ...changes }, typ)
    await expect(checkSignature(signature, jwks, expected)).rejects.toMatchObject({ code: 'verifier_untrusted' })
  })

  test('not if the tag was changed on the way', async () => {
    const { jwks, sign } = await signer()
    const changed = { ...expected, tag: new Uint8Array([1, 2, 4]) }
    await expect(checkSignature(await sign(await claims()), jwks, changed)).rejects.toMatchObject({
      code: 'verifier_untrusted',
    })
  })

  test('not if it is no signature at all', async () => {
    const { jwks } = await signer()
    await expect(checkSignature('', jwks, expected)).rejects.toMatchObject({ code: 'verifier_untrusted' })
  })
})

test('an enrolment is kept only if the verifier stored what it was sent', async () => {
  const publicKey = new Uint8Array(sizes.publicKey)
  const template = new Uint8Array(sizes.template)
  const ticket = 'A'.repeat(43)
  const sent: EnrolmentRequest = {
    training: 'device',
    ticket,
    publicKey,
    template,
    acceptThreshold: 100,
    movementSet: 'turns',
  }
  const enrolled = { device: 'B'.repeat(22), keyAndTemplate: 'C'.repeat(43) }
  await expect(checkEnrolled(sent, enrolled)).rejects.toMatchObject({ code: 'verifier_untrusted' })
})
