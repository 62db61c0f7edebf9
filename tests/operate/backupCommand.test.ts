import { once } from 'node:events'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBackup } from '../../server/backup/verifyBackup.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld } from '../verifier/world.ts'
import { openCommand, type CommandLine } from './command.ts'
import { useBackupFolder } from './useBackupFolder.ts'

describe('a backup', { timeout: 180_000 }, () => {
  const { folder, settings, inFolder, filled } = useBackupFolder()

  describe('by command', () => {
    let command: CommandLine
    beforeAll(async () => {
      command = await openCommand()
    })
    afterAll(() => command.close())

    it('killed in the middle leaves nothing half under its name, and the next one is whole: all who were told that they are enrolled sign in', async () => {
      const world = await openWorld()
      const file = inFolder('backup')
      try {
        await writeFile(settings, `issuer = "${world.issuer}"\ndata = "${world.config.data}"\n`)
        const website = await createRelyingParty(world.issuer)
        const enrolled: { name: string; client: Client; number: number }[] = []
        const over = new AbortController()
        const enrolling = (async () => {
          for (let number = 1; !over.signal.aborted && number < 6; number++) {
            const name = `person-${number}`
            const client = await Client.create(world)
            const arrival = await visit(world.issuer, website, name)
            await client.enrol(arrival.offer, person(number))
            if (await client.authenticate(arrival.offer, person(number).image()))
              enrolled.push({ name, client, number })
          }
        })()
        while (enrolled.length === 0) await setTimeout(5)
        const place = { cwd: folder }
        const killed = command.begin(place, 'backup', '--plain', '--to', file)
        const ended = once(killed, 'exit')
        const isBegun = async () =>
          (await readdir(folder)).some((name) => name.startsWith(`${basename(file)}.`) && name.endsWith('~'))
        while (killed.exitCode === null && !(await isBegun())) await setTimeout(1)
        killed.kill('SIGKILL')
        await ended
        // On a slow machine it has come to its end by then.
        if ((await stat(file).catch(() => null)) !== null) {
          expect(await verifyBackup(file, {})).toContain('is whole')
          await rm(file)
        }

        const acknowledged = [...enrolled]
        expect(await command.zauth(place, 'backup', '--plain', '--to', file)).toMatchObject({ code: 0, err: '' })
        over.abort()
        await enrolling
        expect(await command.zauth(place, 'backup', 'verify', file)).toMatchObject({ code: 0, err: '' })
        await world.whileStopped(async () => {
          await rm(world.config.data, { recursive: true })
          expect(await command.zauth(place, 'restore', file, '--data', world.config.data)).toMatchObject({ code: 0 })
        })
        for (const { name, client, number } of acknowledged) {
          const arrival = await visit(world.issuer, website, name)
          expect(await client.authenticate(arrival.offer, person(number).image())).toBe(true)
        }
      } finally {
        await world.close()
      }
    })

    it('says in a sentence and by its exit code what is wrong', async () => {
      const place = { cwd: folder }
      const nonsense = inFolder('nonsense')
      await writeFile(nonsense, 'no backup of anything, but long enough to be looked at in earnest'.repeat(40))
      const data = await filled(1)
      await writeFile(settings, `issuer = "http://localhost:4000"\ndata = "${data}"\n`)
      const none = join(folder, 'none')
      const bad: [number, string, ...string[]][] = [
        [2, 'or --plain for one that is not encrypted', 'backup'],
        [2, `--to: There is no folder ${none}`, 'backup', '--plain', '--to', join(none, 'backup')],
        [2, `--to: Expected a folder, and ${nonsense} is none`, 'backup', '--plain', '--to', join(nonsense, 'backup')],
        [2, `--to: ${nonsense} is there already`, 'backup', '--plain', '--to', nonsense],
        [2, `and ${none} is none`, 'backup', '--to', folder, '--passphrase-file', none],
        [2, `and ${folder} is none`, 'backup', '--to', folder, '--passphrase-file', folder],
        [1, 'is no backup of ZAuth', 'backup', 'verify', nonsense],
        [2, `${none} cannot be read: there is no such file or folder`, 'backup', 'verify', none],
        [2, `${folder} cannot be read: it is a folder`, 'backup', 'verify', folder],
        [2, `and ${folder} is none`, 'backup', 'verify', nonsense, '--identity', folder],
        [2, `${folder} cannot be read: it is a folder`, 'restore', folder, '--data', none],
        [2, `${none} cannot be read: there is no such file`, 'restore', none, '--data', inFolder('data')],
        [1, 'is no backup of ZAuth', 'restore', nonsense, '--data', none],
        [2, `and ${nonsense} is none`, 'restore', nonsense, '--data', nonsense],
        [2, `--data: There is no folder ${none}`, 'restore', nonsense, '--data', join(none, 'data')],
        [2, '--data: Expected a folder to be made', 'restore', nonsense, '--data', join(nonsense, 'data')],
        [2, `--data: /proc/data cannot be made: `, 'restore', nonsense, '--data', '/proc/data'],
        [2, `and ${folder} is none`, 'restore', nonsense, '--data', none, '--seal-with', folder],
      ]
      for (const [code, words, ...asked] of bad) {
        if (asked.includes('/proc/data') && process.platform !== 'linux') continue
        const said = await command.zauth(place, ...asked)
        expect([asked, said.code, said.err.split('\n')]).toEqual([
          asked,
          code,
          [expect.stringContaining(words) as string, ''],
        ])
      }
    })
  })
})
