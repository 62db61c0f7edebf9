/**
 * Loads what needs oidc-provider. While it loads, its remark that it wants a Node with long-term support is held back: node-seal
 * needs a newer one, and the console belongs to the program that the verifier runs in. It checks that once, when it is loaded, and
 * asks nobody whether to say it, so that there is no other way. Everything else that is said meanwhile is said.
 */
export async function withoutRuntimeRemark<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console
  const listening = (...words: unknown[]): void => {
    if (!/oidc-provider WARNING: Unsupported runtime/.test(String(words[0]))) warn.apply(console, words)
  }
  console.warn = listening
  try {
    return await load()
  } finally {
    // Somebody else may have replaced it meanwhile.
    if (console.warn === listening) console.warn = warn
  }
}
