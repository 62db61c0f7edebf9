import type { serve } from '../serve.ts'

/**
 * `serve`, with all that it needs: loaded only when something is to be served. While it loads, oidc-provider's remark that it
 * wants a Node with long-term support is held back: it is no error, and standard error is for those.
 */
export async function importServe(): Promise<typeof serve> {
  const { warn } = console
  console.warn = (...words: unknown[]) => {
    if (!/oidc-provider WARNING: Unsupported runtime/.test(String(words[0]))) warn.apply(console, words)
  }
  try {
    return (await import('../serve.ts')).serve
  } finally {
    console.warn = warn
  }
}
