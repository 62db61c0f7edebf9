/** Does what may fail without harm, and says so if it does. */
export async function tryTo(say: (line: string) => void, action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).split('\n') : []
    say(
      `That did not work: ${printed.find((line) => /error|fail|unable|not found/i.test(line))?.trim() ?? String(error)}`,
    )
  }
}
