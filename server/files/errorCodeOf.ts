/** What an error of the operating system's or of a library's is called, such as `ENOENT`; `null` for what has no such name. */
export function errorCodeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}
