/** The first with `Uint8Array.fromBase64`. */
const oldest = 25

/**
 * What to say when this Node is too old for ZAuth, or null.
 * @param version as in `process.version`
 */
export function complaintAboutNode(version: string): string | null {
  const [major] = version.replace(/^v/, '').split('.')
  return Number(major) >= oldest ? null : `ZAuth needs Node.js ${oldest} or newer; this is ${version}.`
}
