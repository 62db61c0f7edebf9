import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as v from 'valibot'

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

const manifestForm = v.looseObject({
  package: v.looseObject({ name: v.string() }),
  models: v.array(
    v.looseObject({
      name: v.picklist(['blazeface', 'facemesh', 'mobilefacenet']),
      package: v.strictObject({ json: digest, bin: digest }),
    }),
  ),
  files: v.array(v.strictObject({ file: v.string(), bytes: v.number(), sha256: digest })),
})

/** What `models.json` says: where the networks come from, and the sha256 of each file before and after. */
export type Manifest = v.InferOutput<typeof manifestForm>

/** Where `models.json` lies. */
export const manifestPath = join(import.meta.dirname, 'models.json')

/** Reads `models.json` as it is on disk now. */
export async function readManifest(): Promise<Manifest> {
  return v.parse(manifestForm, JSON.parse(await readFile(manifestPath, 'utf8')))
}

/** The folder with the networks in the npm package that the manifest names. */
export function installedPackage(manifest: Manifest): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${manifest.package.name}/package.json`)), 'models')
}

/** Lower-case hexadecimal SHA-256. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** @throws Error naming the file when its bytes do not have this digest */
export function expectDigest(file: string, bytes: Uint8Array, expected: string | undefined): void {
  const actual = sha256Of(bytes)
  if (actual !== expected) throw new Error(`Unexpected sha256 of ${file} "${actual}", expected "${expected ?? 'none'}"`)
}
