import * as v from 'valibot'

/** How a person likes to be guided through movements, on this device. */
export const Preferences = v.strictObject({
  /** How many times the usual time she has for each movement. */
  pace: v.picklist([1, 2, 4]),
  /** Whether what is to be done is spoken, too. */
  aloud: v.boolean(),
})
export type Preferences = v.InferOutput<typeof Preferences>

export const usual: Preferences = { pace: 1, aloud: false }
