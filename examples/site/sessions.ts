import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { IDToken } from 'openid-client'
import type { Asked } from './faceStep.ts'

/** A browser's session, by the random id in its cookie. */
export interface Session {
  /** What has been sent to the verifier and not come back yet. */
  pending?: Asked | undefined
  /** What the verifier said, once both factors are through. */
  claims?: IDToken | undefined
}

/**
 * Begins a session. One never keeps its id across a change of what it may do.
 * @returns the cookie that names it
 */
export function newSession(sessions: Map<string, Session>, session: Session): string {
  const id = randomBytes(32).toString('base64url')
  sessions.set(id, session)
  return `session=${id}`
}

/** The id of the session that a request names, empty for none. */
export function sessionIdOf(request: IncomingMessage): string {
  return /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
}
