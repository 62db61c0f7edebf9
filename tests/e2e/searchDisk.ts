import { createCipheriv } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How every sealed device begins: the lengths of its proof key's halves, and PKCS #8. */
const beginning = Buffer.from('008a004130818702', 'hex')
const keyLength = 32
/** Of 32 bytes that are drawn at random, so many differ: fewer do once in 10^16 keys. */
const leastVariety = 16

/**
 * Tries each 32 bytes in a row of what a browser keeps for its extensions as the key of a sealed device: what somebody can do who
 * has copied the disk.
 *
 * @param sealed the device's first bytes at least, base64url
 * @returns how many keys open it
 */
export async function searchDisk(profile: string, sealed: string): Promise<number> {
  const bytes = Buffer.from(sealed, 'base64url')
  // AES-GCM encrypts what comes first by the block that counts 2 (NIST SP 800-38D §6.5, §7.1).
  const block = Buffer.concat([bytes.subarray(0, 12), Buffer.from([0, 0, 0, 2])])
  const wanted = beginning.map((byte, i) => byte ^ (bytes[12 + i] ?? 0))
  const entries = await readdir(profile, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const found = new Set<string>()
  for (const path of paths.filter((one) =>
    /(IndexedDB|Extension|Session)[^/\\]*[/\\]/.test(one.slice(profile.length)),
  )) {
    for (const key of keysIn(await readFile(path))) {
      const cipher = createCipheriv('aes-256-ecb', key, null)
      if (cipher.update(block).subarray(0, wanted.length).equals(wanted)) found.add(key.toString('hex'))
    }
  }
  return found.size
}

/** Each 32 bytes in a row that may be a key: not those of words, and of zeros. */
function* keysIn(file: Buffer): Generator<Buffer> {
  const counts = new Uint8Array(256)
  let variety = 0
  const count = (byte: number, change: 1 | -1): number => (counts[byte] = (counts[byte] ?? 0) + change)
  for (let end = 1; end <= file.length; end++) {
    if (count(file[end - 1] ?? 0, 1) === 1) variety++
    if (end > keyLength && count(file[end - keyLength - 1] ?? 0, -1) === 0) variety--
    if (end >= keyLength && variety >= leastVariety) yield file.subarray(end - keyLength, end)
  }
}
