import { createHash } from 'node:crypto'
import { accountTries, deviceTries } from '../../attempts/trySubject.ts'
import { openAuditJournal } from '../../audit/openAuditJournal.ts'
import { readAuditLine } from '../../audit/auditLine.ts'
import { accountName } from '../../log/accountName.ts'
import { artifactsOf } from '../../privacy/artifactsOf.ts'
import type { Device } from '../../store/records.ts'
import { accountOf, dateOf, type AccountParts } from './withAccounts.ts'

/** What stands at the top of an export, for who reads it. */
const about = [
  'All that this verifier keeps of one account: a copy for the person it is about (GDPR art. 15 and 20).',
  'Her face is in none of it that anybody but her device can read: a template is encrypted under a key that only that device has.',
  'publicKey and template are the bytes as they are stored, in base64; sha256 is of those bytes.',
  'Recovery codes, tickets and short codes are kept as slow hashes; the codes themselves are nowhere.',
  'Times are in UTC. In auditLog the account and its devices stand under keyed names.',
]

/**
 * All that is kept of an account.
 * @returns JSON, to be printed
 */
export async function exportAccount(parts: AccountParts, clientId: string, userId: string): Promise<string> {
  const { store, clients, keys, audit, config, now } = parts
  const account = await accountOf(parts, clientId, userId)
  const { id } = account
  const of = { account: id }
  const devices = []
  for (const device of await store.devices.findAll(of)) devices.push(await deviceOf(parts, device))
  const exported = {
    about,
    verifier: config.issuer,
    exportedAt: dateOf(now()),
    account: {
      website: clientId,
      websiteName: clients.find(clientId)?.name ?? null,
      user: userId,
      id,
      nameInLogs: accountName(keys, id),
      devices: account.devices,
      failedTries: await store.tries.find(accountTries(id)),
    },
    devices,
    recoveryCodes: await store.recoveryCodes.findAll(of),
    tickets: await store.enrolmentTickets.findAll(of),
    shortCodes: await store.additions.findAll({ id }),
    signIns: await store.interactions.findAll(of),
    challenges: await store.challenges.findAll(of),
    orderedChallenges: await store.verifyChallenges.findAll(of),
    heldForWebsites: await artifactsOf(store, account),
    auditLog: await linesAbout(parts, id),
  }
  audit.note({ action: 'account exported', by: { operator: 'accounts export' }, client: clientId, account: id })
  return `${JSON.stringify(exported, null, 2)}\n`
}

async function deviceOf({ store }: AccountParts, device: Device): Promise<object> {
  const ciphertexts = await store.ciphertexts.read(device.id)
  const { enrolledAt, lastUsedAt, movedAt, consent } = device
  return {
    ...device,
    enrolledAt: dateOf(enrolledAt),
    lastUsedAt: dateOf(lastUsedAt),
    movedAt: dateOf(movedAt),
    consent: consent && { version: consent.version, time: dateOf(consent.time) },
    failedTries: await store.tries.find(deviceTries(device.id)),
    movementsDrawn: await store.draws.find(device.id),
    publicKey: ciphertexts === null ? null : bytesOf(ciphertexts.publicKey),
    template: ciphertexts === null ? null : bytesOf(ciphertexts.template),
  }
}

function bytesOf(bytes: Uint8Array): object {
  return {
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    base64: Buffer.from(bytes).toString('base64'),
  }
}

async function linesAbout({ keys, config, store }: AccountParts, id: string): Promise<object[]> {
  const name = accountName(keys, id)
  const found: object[] = []
  for await (const text of openAuditJournal(config.data, store.database).lines()) {
    const line = text.includes(name) ? readAuditLine(text) : null
    if (line?.account !== name) continue
    const { seq, time, action, by, device, detail } = line
    found.push({ seq, time: dateOf(time), action, by, ...(device && { device }), ...(detail && { detail }) })
  }
  return found
}
