import { readFile } from 'node:fs/promises'
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

test('the extension may touch no website before the person allows one, shows websites no file of its own, and asks for nothing else later', () => {
  // Others (`host_permissions`, `content_scripts`, `externally_connectable`, `web_accessible_resources`, `optional_permissions`) are not there.
  expect(Object.keys(manifest).toSorted()).toEqual(
    [
      ...['action', 'background', 'browser_specific_settings', 'content_security_policy', 'default_locale'],
      ...['description', 'icons', 'key', 'manifest_version', 'minimum_chrome_version', 'name'],
      ...['optional_host_permissions', 'options_ui', 'permissions', 'version'],
    ].toSorted(),
  )
})

test('the extension tells Firefox’s users what leaves the browser: who signs in, and what was made of a face', () => {
  expect(manifest.browser_specific_settings.gecko.data_collection_permissions).toEqual({
    required: ['authenticationInfo', 'personallyIdentifyingInfo'],
  })
})

test('the extension’s pages run no script but its own, load nothing of others, and talk to verifiers alone', () => {
  const policies = Object.entries(manifest.content_security_policy)
  expect(policies.map(([of]) => of)).toEqual(['extension_pages'])
  const directives = (policies[0]?.[1] ?? '').split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ')
    return [name, sources.join(' ')] as const
  })
  expect(Object.fromEntries(directives)).toEqual({
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'object-src': "'self'",
    'worker-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    // A verifier may live anywhere; which, a person has allowed.
    'connect-src': "'self' https: http://localhost:* http://127.0.0.1:*",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  })
})

test('the extension is built for the oldest browsers that may install it', async () => {
  const build = await readFile(new URL('../../tools/buildExtension.ts', import.meta.url), 'utf8')
  const [, chrome, firefox] = /target: \['chrome(\d+)', 'firefox(\d+)'\]/.exec(build) ?? []
  expect(manifest.minimum_chrome_version).toBe(chrome)
  expect(manifest.browser_specific_settings.gecko.strict_min_version).toBe(`${firefox ?? ''}.0`)
})

test('the extension has the version of the package, which is the newest in the changelog, and a semantic one', async () => {
  expect(manifest.version).toBe(packageJson.version)
  const changelog = await readFile(new URL('../../CHANGELOG.md', import.meta.url), 'utf8')
  expect(/^## (.+)$/m.exec(changelog)?.[1]).toBe(packageJson.version)
  // What stores take has no more than three numbers (https://semver.org, without the part for versions before a release).
  expect(packageJson.version).toMatch(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/)
})
