import { prepareWords } from '../words/prepareWords.ts'

export type Vault = typeof import('./vault.ts')

let loading: Promise<Vault> | undefined

/** What works with the keys, with its words in the language of the person. */
export function loadVault(): Promise<Vault> {
  loading ??= load()
  return loading
}

async function load(): Promise<Vault> {
  const vault = await import('./vault.ts')
  await prepareWords()
  return vault
}
