/** What a text says as JSON; `null` where it is none: a schema complains about that as about anything else. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
