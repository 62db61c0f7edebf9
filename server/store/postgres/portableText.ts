/**
 * PostgreSQL's texts are Unicode without U+0000, and ours may be any that JavaScript has: somebody's id at a website, or what a
 * stranger sends in place of one. What has no place there is written as U+FDD0, which Unicode leaves to programs for such things, and four
 * hex digits; U+FDD0 itself as well.
 */
const foreign = /[\0\ufdd0]|\p{Surrogate}/gu
const isForeign = /[\0\ufdd0]|\p{Surrogate}/u

/** A text as PostgreSQL takes it; two that differ stay different. */
export function portableText(text: string): string {
  if (!isForeign.test(text)) return text
  return text.replace(foreign, (unit) => `\ufdd0${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The text that it was made from. */
export function nativeText(portable: string): string {
  return portable.replace(/\ufdd0([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)))
}

/** A value as JSON of which the same holds. */
export function portableJson(value: unknown): string {
  const json = JSON.stringify(value)
  return /\\u0000|\\ud[89a-f]|\ufdd0/.test(json) ? JSON.stringify(value, portableValue) : json
}

/** What `portableJson` was given. */
export function nativeJson(json: string): unknown {
  return json.includes('\ufdd0')
    ? JSON.parse(json, (_, value: unknown) => (typeof value === 'string' ? nativeText(value) : value))
    : JSON.parse(json)
}

function portableValue(_: string, value: unknown): unknown {
  return typeof value === 'string' ? portableText(value) : value
}
