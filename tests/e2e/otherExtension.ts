import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An extension of somebody else, unpacked. */
export interface OtherExtension {
  readonly folder: string
  /** Address of its one page, which is empty. */
  readonly page: string
}

/** Makes an extension that has an empty page, and may do what every extension may. */
export function otherExtension(): OtherExtension {
  const folder = mkdtempSync(join(tmpdir(), 'zauth-other-'))
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = publicKey.export({ type: 'spki', format: 'der' })
  // Chromium: the first half of the key's SHA-256, in letters from a to p.
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 32)
  const id = hash.replaceAll(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)))
  const manifest = { manifest_version: 3, name: 'Another', version: '1', key: key.toString('base64') }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'page.html'), '<!doctype html><title>Another</title>')
  return { folder, page: `chrome-extension://${id}/page.html` }
}
