import { changeFile } from '../store/changeFile.ts'
import type { Client } from './client.ts'
import { readRegistry } from './readRegistry.ts'
import { registryFile } from './registryFile.ts'

/**
 * Changes the websites that were registered by command. A verifier that runs takes notice by itself.
 * @throws ConfigError when another change is under way, or the file is damaged
 */
export async function changeRegistry(
  data: string,
  change: (clients: readonly Client[]) => readonly Client[],
): Promise<void> {
  await changeFile(registryFile(data), () => `${JSON.stringify(change(readRegistry(data)), null, 2)}\n`)
}
