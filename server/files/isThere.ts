import { stat } from 'node:fs/promises'

/** Whether there is something of this name, as far as this user can see. */
export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}
