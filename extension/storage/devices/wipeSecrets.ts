import type { ProofKey } from './proofKey.ts'

interface Secrets {
  readonly secretKey: Uint8Array
  readonly proof?: ProofKey | null
}

/** Wipes what is secret of a device, as far as it lies open. */
export function wipeSecrets({ secretKey, proof }: Secrets): void {
  secretKey.fill(0)
  proof?.privateKey.fill(0)
}
