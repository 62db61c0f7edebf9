/**
 * The same memory as a Uint8Array and nothing else. Node's Buffer is one too, but its `slice` is a view, and SEAL's binding
 * refuses it by an exception that costs the module stack.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}
