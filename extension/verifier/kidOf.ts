import { decodeProtectedHeader } from 'jose'

/** Which key says that it has signed this, without a look at whether it did; null when nothing says so. */
export function kidOf(signature: string): string | null {
  try {
    return decodeProtectedHeader(signature).kid ?? null
  } catch {
    return null
  }
}
