import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { backends, outcomes } from './backend.ts'

export const rememberedKey = 'backend'
const Choice = v.strictObject({
  backend: v.picklist(backends),
  /** The version of the browser that it was made in. */
  browser: v.string(),
  trials: v.array(
    v.strictObject({
      backend: v.picklist(backends),
      outcome: v.picklist(outcomes),
      ms: v.nullable(v.pipe(v.number(), v.minValue(0))),
    }),
  ),
})
/** Which backend was chosen, and how each stood the test. */
export type Choice = v.InferOutput<typeof Choice>

/** The choice of the last time; null in another version of the browser, whose drivers may differ. */
export async function rememberedBackend(): Promise<Choice | null> {
  const { [rememberedKey]: stored } = await browser.storage.local.get(rememberedKey)
  const parsed = v.safeParse(Choice, stored)
  return parsed.success && parsed.output.browser === navigator.userAgent ? parsed.output : null
}
