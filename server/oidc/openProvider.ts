import type Provider from 'oidc-provider'
import type { Parts } from '../parts.ts'
import { createProvider } from './createProvider.ts'

/** oidc-provider with the keys of the hour. It takes them when it is made, so other keys make another; all it knows is in the store. */
export function openProvider(parts: Parts): () => Provider {
  let current: Provider | null = null
  let kids = ''
  return () => {
    const keys = parts.keys.idTokenKeys(parts.now())
    const found = keys.map(({ kid }) => kid).join(' ')
    if (current === null || found !== kids) current = createProvider(parts, keys)
    kids = found
    return current
  }
}
