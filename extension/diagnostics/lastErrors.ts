import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { errorCodes, type ErrorCode } from '../../shared/protocol/errors.ts'

/** The key in extension storage under which the last errors stand. */
export const errorsKey = 'errors'

const codes = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]
const NotedErrors = v.array(
  v.strictObject({ code: v.picklist(codes), at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
)
/** Codes alone, and when: neither whom a sign-in was for, nor where. */
export type NotedErrors = v.InferOutput<typeof NotedErrors>

/** The errors that a person has met last, the newest first. */
export async function lastErrors(): Promise<NotedErrors> {
  const { [errorsKey]: stored } = await browser.storage.local.get(errorsKey)
  const parsed = v.safeParse(NotedErrors, stored)
  return parsed.success ? parsed.output : []
}
