import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'smol-toml'
import { backup } from '../../server/backup/backup.ts'
import { checkConfig } from '../../server/config/config.ts'
import { fillPlace } from './fillPlace.ts'
import { sampleSettings } from './sampleSettings.ts'

/** Writes into a folder: a file with every setting and what it says, a data folder, and a backup of that. */
export async function writeFiles(folder: string): Promise<void> {
  const settings = sampleSettings('/var/lib/zauth')
  const toml = join(folder, 'zauth.toml')
  await writeFile(toml, stringify(settings))
  await writeFile(join(folder, 'settings.json'), `${JSON.stringify(checkConfig(settings), null, 2)}\n`)

  const data = join(folder, 'data')
  await fillPlace({ data })
  const config = checkConfig({ issuer: 'https://face.example.com', data })
  await backup(config, { to: join(folder, 'backup.tar'), recipient: [], plain: true, settings: toml })
}
