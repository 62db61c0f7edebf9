import browser from 'webextension-polyfill'
import type { Chosen } from './chooseBackend.ts'
import { rememberedBackend, rememberedKey, type Choice } from './rememberedBackend.ts'

/** Notes a choice. One that was only checked keeps what is known of the others. */
export async function rememberBackend({ backend, trials }: Pick<Chosen, 'backend' | 'trials'>): Promise<void> {
  const before = await rememberedBackend()
  const others = (before?.trials ?? []).filter((old) => !trials.some((trial) => trial.backend === old.backend))
  const choice: Choice = { backend, browser: navigator.userAgent, trials: [...trials, ...others] }
  await browser.storage.local.set({ [rememberedKey]: choice })
}
