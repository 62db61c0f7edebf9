import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { steps } from '../signIn/timings.ts'

/** The key in extension storage under which the steps of the last sign-in stand. */
export const timingsKey = 'timings'

const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(3_600_000))
const NotedTimings = v.record(v.picklist([...steps, 'total']), ms)
export type NotedTimings = v.InferOutput<typeof NotedTimings>

/** Milliseconds that the steps of the last sign-in took; null when there was none. */
export async function lastTimings(): Promise<NotedTimings | null> {
  const { [timingsKey]: stored } = await browser.storage.local.get(timingsKey)
  const parsed = v.safeParse(NotedTimings, stored)
  return parsed.success ? parsed.output : null
}
