import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { EnrolmentRequest, seriesLength, sizes, type EnrolmentResponse } from '../../shared/protocol/messages.ts'
import { addDevice } from '../devices/addDevice.ts'
import { removeOldestPending } from '../devices/removeOldestPending.ts'
import { removePendingDevices } from '../devices/removePendingDevices.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { goneSignal } from '../http/goneSignal.ts'
import { readCbor } from '../http/readCbor.ts'
import { admissionOf } from '../interactions/admissionOf.ts'
import { countEnrolment } from '../interactions/countEnrolment.ts'
import { interactionOfTicket } from '../interactions/interactionOfTicket.ts'
import { liveStates } from '../interactions/liveStates.ts'
import { makeTemplate } from '../match/makeTemplate.ts'
import type { Parts } from '../parts.ts'
import { policyOfAccount } from '../policy/policyOfAccount.ts'
import { verifyProof } from '../proof/verifyProof.ts'

const fieldNames = 1024
const largest = sizes.publicKey + Math.max(sizes.template, seriesLength.max * 4 * 64) + fieldNames

/** `POST /api/enrolments`: a device's public key and its template, encrypted already or to be trained here. */
export async function enrol(ctx: Context, parts: Parts): Promise<void> {
  const proof = await verifyProof(ctx, parts)
  const request = await readCbor(ctx, parts, EnrolmentRequest, largest)
  const interaction = await interactionOfTicket(parts, request.ticket)
  noteSubject(ctx, parts, interaction.account)
  const policy = await policyOfAccount(parts, interaction.account)
  if (request.training !== policy.training) throw new ZAuthError('training_mismatch')
  const { renews = null } = request
  const admission = await admissionOf(parts, interaction, { proofKey: proof.key, renews })
  proof.use()
  await countEnrolment(parts, interaction)

  const { template, acceptThreshold } = await makeTemplate(parts, request, policy, goneSignal(ctx))
  const { publicKey, movementSet } = request
  const { account, id } = interaction
  const device = await addDevice(parts, {
    account,
    interaction: id,
    proofKey: proof.key,
    acceptThreshold,
    movementSet,
    admission,
    renews,
    publicKey,
    template,
  })
  await removePendingDevices(parts, id, device.id)
  await removeOldestPending(parts, account)
  if (!(await noteEnrolled(parts, id))) {
    await removePendingDevices(parts, id)
    throw new ZAuthError('interaction_over', 'ended while enrolling')
  }

  noteSubject(ctx, parts, account, device.id)
  ctx.status = 201
  ctx.body = { device: device.id, keyAndTemplate: device.keyAndTemplate } satisfies EnrolmentResponse
}

/** Whether the interaction is one in which the device can still prove itself. */
async function noteEnrolled({ store }: Parts, id: string): Promise<boolean> {
  if (await store.interactions.update(id, { state: liveStates }, { state: 'enrolled' })) return true
  return (await store.interactions.find(id))?.state === 'authenticated'
}
