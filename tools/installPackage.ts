import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Installs a package of Debian or Ubuntu, when this process may. */
export async function installPackage(name: string): Promise<void> {
  const root = process.getuid?.() === 0
  const apt = async (...args: string[]): Promise<void> => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]
    const [file = 'env', ...rest] = root ? command : ['sudo', '-n', ...command]
    await run(file, rest, { timeout: 300_000, maxBuffer: 64 * 1024 * 1024 })
  }
  await apt('update')
  await apt('install', '-y', '--no-install-recommends', name)
}
