import type { OidcSettings } from './oidcSettings.ts'

interface Site {
  readonly redirectUris: readonly string[]
  readonly oidc: OidcSettings
}

/** Whether a pairwise subject would belong to one host, as it must (OIDC Core §8.1). */
export function hasOneSector({ redirectUris, oidc }: Site): boolean {
  const hosts = new Set(redirectUris.map((uri) => URL.parse(uri)?.host))
  return oidc.subject !== 'pairwise' || hosts.size === 1
}
