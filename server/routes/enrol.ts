import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { EnrolmentRequest, type EnrolmentResponse } from '../../shared/protocol/enrolmentMessages.ts'
import { seriesLength, sizes } from '../../shared/protocol/sizes.ts'
import { addDevice } from '../devices/addDevice.ts'
import { inheritedOf } from '../devices/inheritedOf.ts'
import { removeOldestPending } from '../devices/removeOldestPending.ts'
import { removePendingDevices } from '../devices/removePendingDevices.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { goneSignal } from '../http/goneSignal.ts'
import { readCbor } from '../http/readCbor.ts'
import { admissionOf, type Candidate } from '../interactions/admissionOf.ts'
import { countEnrolment } from '../interactions/countEnrolment.ts'
import { interactionOfTicket } from '../interactions/interactionOfTicket.ts'
import { liveStates } from '../interactions/liveStates.ts'
import { makeTemplate } from '../match/makeTemplate.ts'
import type { Parts } from '../parts.ts'
import { policyOfAccount } from '../policy/policyOfAccount.ts'
import { verifyProof, type Proof } from '../proof/verifyProof.ts'

const fieldNames = 1024
const largest = sizes.publicKey + Math.max(sizes.template, seriesLength.max * 4 * 64) + fieldNames

/** `POST /api/enrolments`: a device's public key and its template, encrypted already or to be trained here. */
export async function enrol(ctx: Context, parts: Parts): Promise<void> {
  const proof = await verifyProof(ctx, parts)
  const request = await readCbor(ctx, parts, EnrolmentRequest, largest)
  try {
    await enrolBy(ctx, parts, proof, request)
  } finally {
    // Whatever became of it.
    if (request.training === 'server') for (const embedding of request.embeddings) embedding.fill(0)
  }
}

async function enrolBy(ctx: Context, parts: Parts, proof: Proof, request: EnrolmentRequest): Promise<void> {
  const interaction = await interactionOfTicket(parts, request.ticket)
  noteSubject(ctx, parts, interaction.account)
  const policy = await policyOfAccount(parts, interaction.account)
  if (request.training !== policy.training) throw new ZAuthError('training_mismatch')
  const { renews = null } = request
  if (request.training === 'server' && renews !== null && request.consent === undefined)
    throw new ZAuthError('malformed_request', 'embeddings of a face that is taken anew, without consent')
  const candidate = { proofKey: proof.key, renews }
  const admission = await admissionOf(parts, interaction, candidate)
  await proof.use()
  await countEnrolment(parts, interaction)

  const { template, acceptThreshold } = await makeTemplate(parts, request, policy, goneSignal(ctx))
  const { publicKey } = request
  const { account, id } = interaction
  const device = await addDevice(parts, {
    account,
    interaction: id,
    proofKey: proof.key,
    acceptThreshold,
    ...(await inheritedOf(parts, request)),
    admission,
    renews,
    publicKey,
    template,
  })
  await removePendingDevices(parts, id, device.id)
  await removeOldestPending(parts, device)
  try {
    await noteEnrolled(parts, id, candidate)
  } catch (error) {
    await removePendingDevices(parts, id)
    throw error
  }

  parts.metrics.enrolled(admission)
  noteSubject(ctx, parts, account, device.id)
  ctx.status = 201
  ctx.body = { device: device.id, keyAndTemplate: device.keyAndTemplate } satisfies EnrolmentResponse
}

/**
 * Notes that a device has come, unless what admits it ended while its template was made, or has let another one in. Whoever takes it back
 * from now on finds the device that waits, and removes it.
 */
async function noteEnrolled(parts: Parts, id: string, candidate: Candidate): Promise<void> {
  const { interactions } = parts.store
  await interactions.update(id, { state: liveStates }, { state: 'enrolled' })
  const current = await interactions.find(id)
  if (current === null) throw new ZAuthError('interaction_over', 'ended while enrolling')
  await admissionOf(parts, current, candidate)
}
