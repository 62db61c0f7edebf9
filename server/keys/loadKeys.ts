import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { createKeys, type KeyFile } from './createKeys.ts'
import { writePrivateFile } from './writePrivateFile.ts'
import { importSigner, type AnswerSigner } from './importSigner.ts'

const PrivateJwk = v.pipe(
  v.looseObject({ kty: v.string(), kid: v.string(), alg: v.string(), use: v.literal('sig') }),
  v.check((jwk) => 'd' in jwk, 'Expected a private key'),
)
const secret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

const KeyFileSchema = v.strictObject({
  idToken: PrivateJwk,
  answer: PrivateJwk,
  cookies: v.pipe(v.array(secret), v.minLength(1)),
  tickets: secret,
  accountNames: secret,
})

/** Everything secret of the verifier's own. */
export interface Keys {
  /** Signs id_tokens (RS256, what relying parties expect without being told). */
  readonly idToken: KeyFile['idToken']
  readonly answer: AnswerSigner
  readonly cookies: readonly string[]
  /** HMAC key that makes an interaction's ticket out of its uid. */
  readonly tickets: Buffer
  /** HMAC key under which logs name accounts. */
  readonly accountNames: Buffer
}

/** The verifier's keys from `data/keys.json`, made on first start, readable by its own user only. */
export async function loadKeys(data: string): Promise<Keys> {
  const path = join(data, 'keys.json')
  const file = (await readKeyFile(path)) ?? (await makeKeyFile(path))
  return {
    idToken: file.idToken,
    answer: await importSigner(file.answer),
    cookies: file.cookies,
    tickets: Buffer.from(file.tickets, 'base64url'),
    accountNames: Buffer.from(file.accountNames, 'base64url'),
  }
}

async function readKeyFile(path: string): Promise<KeyFile | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const result = v.safeParse(KeyFileSchema, parseJson(text))
  if (result.success) return result.output
  throw new Error(
    `${path} is damaged: put a copy back, or remove it to begin with new keys (extensions will have to enrol anew)`,
  )
}

async function makeKeyFile(path: string): Promise<KeyFile> {
  const made = await createKeys()
  await writePrivateFile(path, JSON.stringify(made, null, 2))
  return made
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
