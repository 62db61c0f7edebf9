import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keysCommand } from '../../server/cli/commands/keys.ts'
import { verifyAuditLog } from '../../server/audit/verifyAuditLog.ts'
import { checkConfig } from '../../server/config/config.ts'
import { checkStored } from '../../server/doctor/checkStored.ts'
import { longestSuccession } from '../../shared/protocol/metadata.ts'
import { fetchMetadata } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { enrolPinning } from './pinningDevice.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { openWorld, type World } from '../verifier/world.ts'

const hour = 60 * 60_000
const alice = person(1)

describe('`zauth keys rotate --answers`', { timeout: 120_000 }, () => {
  let world: World
  let website: RelyingParty
  let settings: string

  beforeEach(async () => {
    // One clock for the verifier, its commands and the devices.
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true })
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
    settings = join(await mkdtemp(join(tmpdir(), 'zauth-answer-keys-')), 'zauth.toml')
    await writeFile(settings, `issuer = "${world.issuer}"\ndata = "${world.config.data}"\n`)
  })
  afterEach(async () => {
    vi.useRealTimers()
    await world.close()
    await rm(join(settings, '..'), { recursive: true })
  })

  const passTime = (milliseconds: number): void => void vi.setSystemTime(Date.now() + milliseconds)
  async function keys(...words: string[]): Promise<string> {
    let out = ''
    await keysCommand((text) => (out += text)).parseAsync([...words, '--config', settings], { from: 'user' })
    return out
  }
  const published = () => fetchMetadata(world.issuer)
  /** The name of the key that a device would pin now. */
  const current = async () => (await published()).jwks.keys.map(({ kid }) => kid)
  const stored = async () =>
    (
      JSON.parse(await readFile(join(world.config.data, 'keys.json'), 'utf8')) as {
        answer: { key: { kid: string; d?: string } }[]
      }
    ).answer.map(({ key }) => [key.kid, key.d !== undefined])
  const enrol = () => enrolPinning(world, website, alice)
  const rotate = async () => {
    const out = await keys('rotate', '--answers')
    passTime(24 * hour)
    return out
  }

  it('keeps the old key until the new one is a day old; then devices follow, also when the old one is deleted', async () => {
    const [diligent, away] = [await enrol(), await enrol()]
    const [old = ''] = await current()
    const out = await keys('rotate', '--answers')
    expect(out).toMatch(new RegExp(`^${old} +now, since 20\\S+Z +yes +devices that pinned it$`, 'm'))
    expect(await current()).toEqual([old])
    await diligent.signIn()
    expect(diligent.pinned()).toEqual([old])
    const between = await enrol()
    expect(between.pinned()).toEqual([old])

    passTime(24 * hour)
    const [fresh = ''] = await current()
    expect(fresh).not.toBe(old)
    expect(out).toMatch(new RegExp(`^${fresh} +from 20\\S+Z +yes$`, 'm'))
    await diligent.signIn()
    expect(diligent.pinned()).toEqual([fresh])
    expect((await enrol()).pinned()).toEqual([fresh])
    expect(await stored()).toEqual([
      [old, true],
      [fresh, true],
    ])

    expect((await checkStored(checkConfig(world.config), Date.now()))[1]).toMatchObject({ mend: 'zauth keys prune' })
    expect(await keys('prune')).toMatch(/^1 private keys were deleted\.\n/)
    expect(await stored()).toEqual([
      [old, false],
      [fresh, true],
    ])
    expect(await keys('prune')).toMatch(/^0 private keys were deleted\.\n/)
    expect((await checkStored(checkConfig(world.config), Date.now()))[1]).toMatchObject({ verdict: 'ok' })
    await world.restart()
    await diligent.signIn()
    await away.signIn()
    await between.signIn()
    for (const device of [diligent, away, between]) expect(device.pinned()).toEqual([fresh])
    // What the old key has signed into the audit log is still known for what it is.
    expect(await verifyAuditLog(checkConfig(world.config))).toMatchObject({ isWell: true })
  })

  it('lets a device that was away for two rotations follow both, in one sign-in', async () => {
    const away = await enrol()
    const [first] = away.pinned()
    await rotate()
    const [second] = await current()
    await rotate()
    const [third] = await current()
    // A rotation, too, deletes what signs no more.
    expect(await stored()).toEqual([
      [first, false],
      [second, true],
      [third, true],
    ])
    await keys('prune')
    await away.signIn()
    expect(away.pinned()).toEqual([third])
  })

  it('lets go on who is in the middle of a sign-in when the new key begins to sign', async () => {
    const device = await enrol()
    await keys('rotate', '--answers')
    passTime(24 * hour - 30_000)
    await device.signIn(() => passTime(40_000))
    expect(device.pinned()).toEqual(await current())
  })

  it('leads on as many times as a device follows, and no further', async () => {
    const tooLong = await enrol()
    await rotate()
    const longEnough = await enrol()
    for (let times = 0; times < longestSuccession; times++) await rotate()
    expect((await published()).succession).toHaveLength(longestSuccession)
    await longEnough.signIn()
    await expect(tooLong.signIn()).rejects.toMatchObject({ code: 'verifier_untrusted' })
  })

  it('is tidied up after: `prune` deletes keys of id_tokens, too, that are published no more', async () => {
    await keys('rotate')
    passTime(47 * hour)
    expect(await keys('prune')).toMatch(/^0 private keys were deleted\.\n/)
    passTime(2 * hour)
    const [, before] = (await keys('list')).split('\n')
    expect(await keys('prune')).toMatch(/^1 private keys were deleted\.\n/)
    expect((await keys('list')).split('\n')[1]).toBe(before)
  })

  it('makes one new key at a time', async () => {
    await keys('rotate', '--answers')
    await expect(keys('rotate', '--answers')).rejects.toThrow(/^keys: A new key waits already, to sign from 20\S+Z$/)
    expect(await stored()).toHaveLength(2)
  })

  it('takes a stolen key back at once: nothing leads from it to the new one, and devices are enrolled anew', async () => {
    const device = await enrol()
    const [old] = device.pinned()
    await rotate()
    const [stolen] = await current()
    await keys('rotate', '--answers', '--stolen')
    const [fresh] = await current()
    expect([old, stolen]).not.toContain(fresh)
    expect(await published()).not.toHaveProperty('succession')
    expect(await stored()).toEqual([
      [old, false],
      [stolen, false],
      [fresh, true],
    ])
    await expect(device.signIn()).rejects.toMatchObject({ code: 'verifier_untrusted' })
    expect(device.pinned()).toEqual([old])
    const anew = await enrol()
    expect(anew.pinned()).toEqual([fresh])
    await rotate()
    await anew.signIn()
    expect(anew.pinned()).toEqual(await current())
  })
})
