const patience = 5_000
/** Entra's keys with their certificates have a tenth of it. */
const longest = 256 * 1024

/**
 * A JSON document of somebody else's server: within five seconds, of a bounded length, from that address and no other.
 * @throws TypeError, DOMException, SyntaxError
 */
export async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok || response.body === null) throw new TypeError(`status ${response.status} of ${url}`)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body) {
    length += chunk.length
    if (length > longest) throw new TypeError(`more than ${longest} bytes from ${url}`)
    chunks.push(chunk)
  }
  return JSON.parse(new TextDecoder().decode(Buffer.concat(chunks)))
}
