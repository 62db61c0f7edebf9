import { expect, test } from 'vitest'
import manifest from '../../manifest.json' with { type: 'json' }
import packageJson from '../../package.json' with { type: 'json' }

/** Why the extension asks for each thing. One that is not here does not belong into the manifest. */
const reasons = {
  storage: 'accounts and wrapped keys are kept on the device',
  scripting: 'the content script is registered for the verifiers that the person allowed, and for nothing else',
  activeTab: 'a click on the icon reads the offer of the page that is open, without a standing permission',
  alarms:
    'the number on the icon goes away when what waits has expired, and keys behind a passphrase are locked after a sleep, also when the service worker has ended by then',
}
const optionalReasons = {
  'https://*/*': 'a verifier may live anywhere; each is allowed by the person, by name, one at a time',
  'http://localhost/*': 'a verifier under development',
  'http://127.0.0.1/*': 'the same, by address',
}

test('every permission of the extension has its reason', () => {
  expect(manifest.permissions.toSorted()).toEqual(Object.keys(reasons).toSorted())
  expect(manifest.optional_host_permissions.toSorted()).toEqual(Object.keys(optionalReasons).toSorted())
})

test('the extension may touch no website before the person allows one', () => {
  expect(Object.keys(manifest)).not.toContain('host_permissions')
  expect(Object.keys(manifest)).not.toContain('content_scripts')
  expect(Object.keys(manifest)).not.toContain('externally_connectable')
})

test('the extension’s pages run no script but its own', () => {
  const policy = manifest.content_security_policy.extension_pages
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy).not.toMatch(/'unsafe-(inline|eval)'/)
})

test('the extension has the version of the package', () => {
  expect(manifest.version).toBe(packageJson.version)
})
