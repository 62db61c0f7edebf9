import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { accountIdOf } from '../../../server/interactions/accountIdOf.ts'
import { loadKeys } from '../../../server/keys/loadKeys.ts'
import { openDocumentFiles } from '../../../server/documents/openDocumentFiles.ts'
import { openStore } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/store.ts'
import { createMatchContext, type MatchContext } from '../../../shared/match/context.ts'
import { createKeyPair } from '../../../shared/match/keyPair.ts'
import { encryptProbe } from '../../../shared/match/probe.ts'
import { encryptTemplate } from '../../../shared/match/template.ts'
import { toBase64url } from '../../../shared/protocol/encoding.ts'
import { keyAndTemplateHash } from '../../../shared/protocol/transcript.ts'
import { probeSigns } from '../../../shared/recognition/probe.ts'
import { person } from '../../verifier/people.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Somebody with an account, a device and her face before its camera. */
export interface Member {
  readonly user: string
  readonly account: string
  readonly device: string
  readonly proofKeys: CryptoKeyPair
  readonly material: Material
}

/** What costs time to make, shared by several devices: keys, template and a probe of the right face. */
interface Material {
  readonly secretKey: Bytes
  readonly publicKey: Bytes
  readonly template: Bytes
  readonly probe: Bytes
  readonly keyAndTemplate: Bytes
  readonly acceptThreshold: number
}

/**
 * Writes accounts with one device each where a verifier will find them, as if they had enrolled: hundreds in seconds.
 *
 * @param data the data folder of a verifier that does not run
 * @param materials keys that they share; by default more than a match thread keeps loaded, so that it loads each anew, as it would strangers'
 */
export async function prepareAccounts(
  data: string,
  clientId: string,
  count: number,
  materials = 32,
): Promise<{ context: MatchContext; members: Member[] }> {
  const context = await createMatchContext()
  const made: Material[] = []
  for (let i = 0; i < materials; i++) made.push(await makeMaterial(context))
  await mkdir(data, { recursive: true, mode: 0o700 })
  // A verifier does not begin anew where records are.
  await loadKeys(openDocumentFiles(data))
  const store = await openStore({ data })
  try {
    const members: Member[] = []
    for (let i = 0; i < count; i++) {
      const material = made[i % materials]
      if (material) members.push(await addMember(store, clientId, `person-${i}`, material))
    }
    return { context, members }
  } finally {
    await store.close()
  }
}

const somebody = person(200)
let training: ReturnType<typeof somebody.training> | undefined

async function makeMaterial(context: MatchContext): Promise<Material> {
  training ??= somebody.training()
  const { weights, acceptThreshold } = training
  const { secretKey, publicKey } = createKeyPair(context)
  const template = encryptTemplate(context, secretKey, weights)
  return {
    secretKey,
    publicKey,
    template,
    probe: encryptProbe(context, secretKey, probeSigns([somebody.image(0.95)])),
    keyAndTemplate: await keyAndTemplateHash(publicKey, template),
    acceptThreshold,
  }
}

async function addMember(store: Store, clientId: string, user: string, material: Material): Promise<Member> {
  const { publicKey, template, acceptThreshold, keyAndTemplate } = material
  const proofKeys = await generateKeyPair('ES256')
  const account = accountIdOf(clientId, user)
  const device = randomBytes(16).toString('base64url')
  await store.ciphertexts.write(device, { publicKey, template })
  await store.devices.insert({
    id: device,
    account,
    proofKey: await calculateJwkThumbprint(await exportJWK(proofKeys.publicKey)),
    acceptThreshold,
    keyAndTemplate: toBase64url(keyAndTemplate),
    state: 'active',
    interaction: 'prepared',
    admission: 'first',
    renews: null,
    enrolledAt: Date.now(),
    movementSet: 'turns',
    movedAt: null,
    name: null,
    lastUsedAt: null,
    consent: null,
  })
  // Whoever has a recovery code left is not given new ones.
  await store.recoveryCodes.insert({ id: `prepared-${user}`, account, set: 'prepared', hash: 'pbkdf2' })
  await store.accounts.insert({ id: account, clientId, userId: user, devices: [device], version: 1 })
  return { user, account, device, proofKeys, material }
}
