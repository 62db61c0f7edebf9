import type { Means } from '../store/records.ts'

interface Authentication {
  /** Authentication context class. */
  readonly acr: string
  /** RFC 8176 §2. */
  readonly amr: readonly string[]
}

const authentications: Record<Means, Authentication> = {
  // A face, and a second factor beside what the website has checked.
  face: { acr: 'urn:zauth:acr:face', amr: ['face', 'mfa'] },
  // A recovery code is a one-time password, and no look at a face.
  recovery_code: { acr: 'urn:zauth:acr:recovery', amr: ['otp', 'mfa'] },
}

/** What websites are told of how a person was authenticated, the same on every road. */
export function authenticationOf(by: Means): Authentication {
  return authentications[by]
}
