/** The verifier was too busy, and said so. */
export class Shed extends Error {
  override readonly name = 'Shed'
  /** At which step of the sign-in. */
  readonly step: string
  /** Seconds, `null` where the answer did not say when to come again. */
  readonly retryAfter: number | null

  constructor(step: string, retryAfter: number | null) {
    super(`${step}: 503`)
    this.step = step
    this.retryAfter = retryAfter
  }
}

/** Milliseconds after which an answer is taken for lost. */
const patience = 30_000

/**
 * One request of a sign-in.
 *
 * @throws Shed when it was answered with 503
 * @throws Error when it was answered with another failure, or not at all
 */
export async function request(step: string, url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patience), ...init })
  } catch (cause) {
    throw new Error(`${step}: ${cause instanceof Error ? cause.name : 'no answer'}`, { cause })
  }
  if (response.status < 400) return response
  const text = await response.text()
  if (response.status === 503) {
    const after = response.headers.get('retry-after')
    throw new Shed(step, after === null ? null : Number(after))
  }
  throw new Error(`${step}: ${response.status} ${/"error":"(\w+)"/.exec(text)?.[1] ?? ''}`)
}
