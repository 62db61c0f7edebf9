import * as v from 'valibot'

/** Body of every error the API answers with. */
export const ErrorResponse = v.object({
  error: v.pipe(v.string(), v.maxLength(64)),
  message: v.pipe(v.string(), v.maxLength(1024)),
  retryAfter: v.optional(v.pipe(v.number(), v.minValue(0))),
})
export type ErrorResponse = v.InferOutput<typeof ErrorResponse>
