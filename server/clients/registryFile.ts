import { join } from 'node:path'

/** Where the websites stand that were registered by command, with their secrets: readable by the verifier's user only. */
export function registryFile(data: string): string {
  return join(data, 'clients.json')
}
