import * as v from 'valibot'

/** Bytes out of CBOR: their own, so that they can be wiped. */
const bytes = (most: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.minLength(1),
    v.maxLength(most),
    v.transform((view) => Uint8Array.from(view)),
  )

/** What is secret of a device: the FHE secret key, and the proof key, which a device of version 1 keeps elsewhere. */
export const DeviceSecrets = v.strictObject({
  secretKey: bytes(1_000_000),
  proof: v.nullable(v.strictObject({ privateKey: bytes(512), publicKey: bytes(65) })),
})
export type DeviceSecrets = v.InferOutput<typeof DeviceSecrets>
