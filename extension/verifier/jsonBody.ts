/** A value as the body of a JSON request. */
export function jsonBody(value: unknown): { type: string; bytes: Uint8Array<ArrayBuffer> } {
  return { type: 'application/json', bytes: new TextEncoder().encode(JSON.stringify(value)) }
}
