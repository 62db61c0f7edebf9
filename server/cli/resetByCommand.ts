import { loadConfig } from '../config/loadConfig.ts'
import type { Say } from './program.ts'
import { requireYes } from './requireYes.ts'

interface Options {
  readonly config: string
  readonly client: string
  readonly user: string
  readonly yes: boolean
}

/** What `accounts reset` does, and `reset`, which is the same. */
export async function resetByCommand(say: Say, { config: file, client, user, yes }: Options): Promise<void> {
  const [{ reset }, { tellWebsite }] = await Promise.all([import('./reset.ts'), import('./tellWebsite.ts')])
  const config = await loadConfig(file, process.env)
  await requireYes(yes, `This removes the devices of ${user} at the website ${client}, with codes and tickets.`)
  say(`${await reset(config, client, user)}\n`)
  say(await tellWebsite(config, client, user))
}
