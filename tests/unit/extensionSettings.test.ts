import { fake, restart } from '../extension/extensionBrowser.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { changeSettings } from '../../extension/storage/settings/changeSettings.ts'
import { readSettings } from '../../extension/storage/settings/readSettings.ts'

const usual = {
  automatic: 'granted',
  automaticAt: {},
  theme: 'system',
  language: null,
  camera: null,
  backend: null,
  movements: { pace: 1, aloud: false },
  lockAfter: null,
  lockOnSleep: true,
}

beforeEach(restart)

describe('what a person prefers', () => {
  test('is the usual until she chooses, and then what she chose', async () => {
    expect(await readSettings()).toEqual(usual)
    await changeSettings({ backend: 'webgl', movements: { pace: 2, aloud: true } })
    expect(await readSettings()).toEqual({ ...usual, backend: 'webgl', movements: { pace: 2, aloud: true } })
  })

  test('is all kept when two windows change something at the same moment', async () => {
    await Promise.all([
      changeSettings({ camera: 'desk' }),
      changeSettings({ theme: 'dark' }),
      changeSettings(({ automaticAt }) => ({ automaticAt: { ...automaticAt, 'https://a.example': 'ask' } })),
      changeSettings(({ automaticAt }) => ({ automaticAt: { ...automaticAt, 'https://b.example': 'granted' } })),
    ])
    expect(await readSettings()).toEqual({
      ...usual,
      camera: 'desk',
      theme: 'dark',
      automaticAt: { 'https://a.example': 'ask', 'https://b.example': 'granted' },
    })
  })

  test.each([
    ['a value that this program does not know', { theme: 'sepia', camera: 'desk' }],
    ['a value of another kind', { movements: 'slow', camera: 'desk', backend: 7 }],
  ])('survives %s beside it', async (_, settings) => {
    await fake.storage.local.set({ settings })
    expect(await readSettings()).toEqual({ ...usual, camera: 'desk' })
  })

  test.each([[null], ['nonsense'], [[1, 2]]])('is the usual where the record is %j', async (settings) => {
    await fake.storage.local.set({ settings })
    expect(await readSettings()).toEqual(usual)
  })
})
