import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

describe('npm run dev', () => {
  /** A working tree of its own, whose sources may be changed. */
  let tree: string
  let child: ChildProcess
  const lines: string[] = []
  let heard: () => void = () => undefined

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'zauth-dev-'))
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    const needed = files
      .split('\n')
      .filter((file) => /^(extension|server|shared|models|examples|tools|[\w.-]+\.json$)/.test(file))
    for (const file of needed) await cp(join(root, file), join(tree, file)).catch(() => undefined)
    await symlink(join(root, 'node_modules'), join(tree, 'node_modules'))
    // What takes long to make and lies there already.
    for (const made of ['models', 'webcam'])
      await cp(join(root, 'dist', made), join(tree, 'dist', made), { recursive: true }).catch(() => undefined)
    child = spawn(process.execPath, ['tools/dev.ts', '--headless'], { cwd: tree, stdio: ['ignore', 'pipe', 'inherit'] })
    if (child.stdout === null) throw new Error('No output')
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      heard()
    })
    // Who waits for a line that will not come any more need not wait.
    child.once('exit', () => heard())
  })
  afterAll(async () => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
    await rm(tree, { recursive: true, maxRetries: 3 })
  })

  /** Resolves with the first line, among those after `from`, that matches. */
  async function line(pattern: RegExp, from = 0): Promise<string> {
    for (;;) {
      const found = lines.slice(from).find((each) => pattern.test(each))
      if (found !== undefined) return found
      if (child.exitCode !== null) throw new Error(`It ended:\n${lines.join('\n')}`)
      await new Promise<void>((resolve) => (heard = resolve))
    }
  }
  async function change(file: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(tree, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(tree, file), text.replace(from, to))
  }

  test('shows a change of the verifier without being asked, and goes on after a mistake', async () => {
    const [, verifier = ''] = /the verifier at (\S+)\. Watching/.exec(await line(/Watching the sources/)) ?? []
    const answer = async () => await (await fetch(`${verifier}/.well-known/openid-configuration`)).text()
    expect(await answer()).toContain(verifier)

    const before = lines.length
    await change('server/http/refuseUnknown.ts', 'import', 'imp0rt')
    await line(/^Not taken over/, before)
    // What was there before is still there.
    expect(await answer()).toContain(verifier)

    const broken = lines.length
    await change('server/http/refuseUnknown.ts', 'imp0rt', '// Changed.\nimport')
    await line(/^The verifier runs anew/, broken)
    expect(await answer()).toContain(verifier)
  }, 600_000)

  test('shows a change of the extension without being asked', async () => {
    const before = lines.length
    await change('manifest.json', '"description": "', '"description": "Changed. ')
    await line(/^The extension is loaded anew/, before)
    const manifest = JSON.parse(await readFile(join(tree, 'dist', 'chromium', 'manifest.json'), 'utf8')) as object
    expect(manifest).toMatchObject({ description: expect.stringMatching(/^Changed\. /) as string })
  }, 600_000)

  test('ends when it is told to, with nothing left behind', async () => {
    expect(child.exitCode, lines.join('\n')).toBeNull()
    const exited = once(child, 'exit')
    child.kill('SIGINT')
    expect(await exited).toEqual([0, null])
  })
})
