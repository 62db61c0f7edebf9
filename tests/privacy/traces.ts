import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import type { Client } from '../verifier/client.ts'
import { website } from '../verifier/website.ts'
import type { World } from '../verifier/world.ts'
import type { Sought } from './searchFolder.ts'

/** All by which an account could be found in a verifier's files: names, and pieces of what was uploaded. */
export async function tracesOf(world: World, user: string, client: Client): Promise<Sought> {
  const stored = await readFile(join(world.config.data, 'devices', `${client.device}.bin`))
  return {
    'user id': user,
    'user id in base64url': Buffer.from(`"${user}"`).toString('base64url').slice(2, -2),
    'account id': accountIdOf(website.id, user),
    'device id': client.device,
    'hash of key and template': client.keyAndTemplate,
    'public key': stored.subarray(1000, 1064),
    template: stored.subarray(-2000, -1936),
  }
}
