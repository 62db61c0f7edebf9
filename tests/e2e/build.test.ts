import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../manifest.json' with { type: 'json' }
import { dist } from '../../tools/dist.ts'

const built = (browser: 'chromium' | 'firefox') => join(dist, 'extension', browser)
const manifestOf = async (browser: 'chromium' | 'firefox') =>
  JSON.parse(await readFile(join(built(browser), 'manifest.json'), 'utf8')) as Record<string, unknown>

describe('the built extension', () => {
  test('asks both browsers for the same permissions, under the same policy', async () => {
    const [chromium, firefox] = await Promise.all([manifestOf('chromium'), manifestOf('firefox')])
    for (const key of ['permissions', 'optional_host_permissions', 'content_security_policy', 'version']) {
      expect(chromium[key]).toEqual(manifest[key as keyof typeof manifest])
      expect(firefox[key]).toEqual(chromium[key])
    }
  })

  test('gives each browser only what it knows', async () => {
    const [chromium, firefox] = await Promise.all([manifestOf('chromium'), manifestOf('firefox')])
    expect(chromium).toHaveProperty('key')
    expect(chromium).not.toHaveProperty('browser_specific_settings')
    expect(firefox).not.toHaveProperty('key')
    expect(firefox['background']).toEqual({ scripts: ['background.js'], type: 'module' })
  })

  test('holds every file that its manifest and pages name', async () => {
    const files = await readdir(built('chromium'), { recursive: true })
    const named = [
      ...JSON.stringify(await manifestOf('chromium')).matchAll(/"([\w/.]+\.(?:js|html|png))"/g),
      ...(await readFile(join(built('chromium'), 'camera.html'), 'utf8')).matchAll(/(?:src|href)="([^"]+)"/g),
      ...(await readFile(join(built('chromium'), 'popup.html'), 'utf8')).matchAll(/(?:src|href)="([^"]+)"/g),
    ].map(([, file = '']) => file)
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((file) => !files.includes(file))).toEqual([])
  })

  test('runs no code that it makes from text', async () => {
    const scripts = (await readdir(built('chromium'))).filter((file) => file.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(5)
    for (const script of scripts) {
      const text = await readFile(join(built('chromium'), script), 'utf8')
      expect(/\beval\(|\bnew Function\(/.test(text), script).toBe(false)
    }
  })
})
