import { toBase64url } from '../../shared/protocol/encoding.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { EnrolmentRequest, EnrolmentResponse } from '../../shared/protocol/enrolmentMessages.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'

/**
 * Checks that the verifier stored the key and the template that it was sent. (A template that it trained itself cannot be
 * checked: the person agreed to that.)
 *
 * @throws ZAuthError `verifier_untrusted`
 */
export async function checkEnrolled(sent: EnrolmentRequest, enrolled: EnrolmentResponse): Promise<void> {
  if (sent.training !== 'device') return
  const expected = toBase64url(await keyAndTemplateHash(sent.publicKey, sent.template))
  if (enrolled.keyAndTemplate !== expected)
    throw new ZAuthError('verifier_untrusted', 'Unexpected hash of key and template')
}
