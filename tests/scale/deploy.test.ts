import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import packageJson from '../../package.json' with { type: 'json' }
import { createProgram } from '../../server/cli/program.ts'
import { unknownVariables } from '../../server/config/unknownVariables.ts'
import { loadConfig } from '../../server/config/loadConfig.ts'
import { usualPatience } from '../../server/serve.ts'
import { sizes } from '../../shared/protocol/sizes.ts'

const root = join(import.meta.dirname, '../..')
const deploy = join(root, 'deploy')
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8')
const secrets = { ZAUTH_ISSUER: 'https://face.example.org', ZAUTH_DATABASE: 'postgresql://zauth:secret@database/zauth' }

const Service = v.looseObject({
  environment: v.optional(v.record(v.string(), v.string()), {}),
  volumes: v.optional(v.array(v.string()), []),
  networks: v.array(v.string()),
  healthcheck: v.optional(v.looseObject({ test: v.array(v.string()) })),
  build: v.optional(v.strictObject({ context: v.string(), dockerfile: v.string() })),
  stop_grace_period: v.optional(v.string()),
  ports: v.optional(v.array(v.string()), []),
})
const Compose = v.looseObject({
  services: v.strictObject({ database: Service, verifier: Service, balancer: Service }),
  networks: v.looseObject({
    requests: v.object({ ipam: v.object({ config: v.array(v.object({ subnet: v.string() })) }) }),
  }),
})
const compose = async () => v.parse(Compose, parseYaml(await read('deploy/compose.yaml')))
const config = () => loadConfig(join(deploy, 'zauth.toml'), secrets)

/** What a command line would be understood as; throws what the program would complain about. */
function requireCommand([name = '', ...options]: readonly string[]): void {
  const command = createProgram(() => undefined).commands.find((one) => one.name() === name)
  const known = command?.options.map(({ long }) => long) ?? []
  for (const option of options.filter((word) => word.startsWith('--'))) expect(known).toContain(option)
  expect(command, name).toBeDefined()
}

describe('what is deployed by Compose', () => {
  it('are nodes with settings that the verifier takes, over a database', async () => {
    const { issuer, database, listen, operator } = await config()
    expect([issuer, database]).toEqual([secrets.ZAUTH_ISSUER, secrets.ZAUTH_DATABASE])
    // A container's loopback would be nobody's.
    expect(listen.host).toBe('0.0.0.0')
    expect(operator?.host).toBe('127.0.0.1')
  })

  it('gives each program what there is, and no variable that means nothing', async () => {
    const { services } = await compose()
    const { verifier, balancer } = services
    expect(unknownVariables({ clients: [] }, verifier.environment)).toEqual([])
    expect(Object.keys(verifier.environment)).toEqual([...Object.keys(secrets), 'PGPASSWORD'])
    // In an address some passwords would be something else.
    expect(verifier.environment['ZAUTH_DATABASE']).not.toContain('$')
    for (const volume of [...verifier.volumes, ...balancer.volumes]) {
      const [file = ''] = volume.split(':')
      // The operator's own.
      if (file !== './certificates') expect(existsSync(join(deploy, file)), file).toBe(true)
    }
    const { context = '', dockerfile = '' } = verifier.build ?? {}
    expect(existsSync(join(deploy, context, dockerfile))).toBe(true)
  })

  it('asks for readiness where it is told, and lets no one in but by the balancer', async () => {
    const { services, networks } = await compose()
    const { operator, proxies } = await config()
    expect(services.verifier.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${operator?.port}/readyz`)
    expect(services.verifier.ports).toEqual([])
    expect(services.database.ports).toEqual([])
    expect(services.database.networks).not.toContain('requests')
    expect(services.balancer.networks).toEqual(['requests'])
    expect(proxies).toEqual(networks.requests.ipam.config.map(({ subnet }) => subnet))
  })

  it('is made of what the lock pins, and runs as nobody in particular, by a command that there is', async () => {
    const dockerfile = await read('deploy/Dockerfile')
    expect(dockerfile.match(/npm (?:install|i|ci)\b/g)?.every((command) => command === 'npm ci')).toBe(true)
    expect(dockerfile).toMatch(/^USER node$/m)
    expect(dockerfile).toMatch(/^# +docker run .* --publish 127\.0\.0\.1:4000:4000 .* zauth$/m)
    const cmd = /^CMD (.*)$/m.exec(dockerfile)?.[1] ?? '[]'
    requireCommand(v.parse(v.array(v.string()), JSON.parse(cmd)))
    expect(/^FROM node:(\d+)-slim/m.exec(dockerfile)?.[1]).toBe(process.versions.node.split('.')[0])
  })
})

describe('the load balancer', () => {
  const directives = async (): Promise<Map<string, string[]>> => {
    const text = (await read('deploy/nginx.conf')).replaceAll(/^\s*#.*$/gm, '')
    expect(text.split('{').length).toBe(text.split('}').length)
    const found = new Map<string, string[]>()
    for (const [, name = '', value = ''] of text.matchAll(/^\s*([a-z0-9_]+) ([^;{}]+);$/gm))
      found.set(name, [...(found.get(name) ?? []), value])
    return found
  }
  const secondsOf = (value = ''): number => Number(/^(\d+)s$/.exec(value)?.[1])

  it('hands over what the nodes take, to where they listen, and waits longer than they let anybody wait', async () => {
    const conf = await directives()
    expect(conf.get('server')?.[0]).toContain(`verifier:${(await config()).listen.port} `)
    expect(conf.get('client_max_body_size')).toEqual(['1m'])
    expect(sizes.publicKey + sizes.template + sizes.probe).toBeLessThan(2 ** 20)
    const serve = await read('server/serve.ts')
    const limit = (name: string): number =>
      Number(new RegExp(`${name}: ([\\d_]+)`).exec(serve)?.[1]?.replace('_', '')) / 1000
    // In the upstream: of two ends of a connection the one that sends must be the one that closes.
    expect(secondsOf(conf.get('keepalive_timeout')?.[0])).toBeLessThan(limit('keepAliveTimeout'))
    expect(secondsOf(conf.get('proxy_read_timeout')?.[0])).toBeGreaterThanOrEqual(usualPatience.request / 1000)
  })

  it('says who a client is by itself, and passes on nothing that a client says about it', async () => {
    const headers = new Map(
      (await directives()).get('proxy_set_header')?.map((value) => value.split(' ') as [string, string]),
    )
    expect(headers.get('X-Forwarded-For')).toBe('$remote_addr')
    for (const name of ['Forwarded', 'X-Forwarded-Host', 'X-Forwarded-Proto']) expect(headers.get(name)).toBe('""')
  })

  it('says nothing twice that a node may have begun to hear, and writes down no address of a sign-in', async () => {
    const conf = await directives()
    expect(conf.get('proxy_next_upstream')).toEqual(['error timeout'])
    expect(conf.get('access_log')).toEqual(['off'])
    expect(conf.get('proxy_cache')).toBeUndefined()
  })
})

describe('the unit of systemd', () => {
  it('runs a command that there is, hardened, and not again after a mistake in the settings', async () => {
    const lines = (await read('deploy/zauth.service'))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    const settings = new Map<string, string>()
    for (const line of lines) {
      expect(line).toMatch(/^(\[(Unit|Service|Install)\]|[A-Z][A-Za-z]+=.*)$/)
      const [name = '', ...value] = line.split('=')
      settings.set(name, value.join('='))
    }
    const words = settings.get('ExecStart')?.split(' ') ?? []
    // Where npm puts it.
    const [, prefix = ''] = /^# {3}npm install --prefix (\S+) /m.exec(await read('deploy/zauth.service')) ?? []
    expect(words[1]).toBe(`${prefix}/node_modules/zauth/${packageJson.bin.zauth}`)
    expect(packageJson.name).toBe('zauth')
    requireCommand(words.slice(2))
    // Exit code 2: the settings have to be changed.
    expect(settings.get('RestartPreventExitStatus')).toBe('2')
    // Its own files are for their owner alone, and lie there before it first starts: he has to be somebody by then.
    expect(settings.has('DynamicUser')).toBe(false)
    expect(Object.fromEntries(settings)).toMatchObject({
      User: 'zauth',
      Group: 'zauth',
      Restart: 'on-failure',
      StartLimitIntervalSec: '0',
      NoNewPrivileges: 'yes',
      ProtectSystem: 'strict',
      StateDirectoryMode: '0700',
      UMask: '0077',
    })
    // It would end JavaScript and WebAssembly.
    expect(settings.has('MemoryDenyWriteExecute')).toBe(false)
    const { data } = v.parse(v.looseObject({ data: v.string() }), parseToml(await read('deploy/zauth.toml')))
    expect(data).toBe(`/var/lib/${settings.get('StateDirectory')}`)
  })

  it.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)('is one that systemd takes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zauth-unit-'))
    try {
      // Where Node lies here.
      const unit = (await read('deploy/zauth.service')).replace('/usr/bin/node', process.execPath)
      await writeFile(join(folder, 'zauth.service'), unit)
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, 'zauth.service')], {
        encoding: 'utf8',
      })
      expect(stderr.split('\n').filter((line) => line.includes('zauth.service'))).toEqual([])
      expect(status).toBe(0)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('makes its user as the document does', async () => {
    const [, user = ''] = /^# {3}(useradd .*)$/m.exec(await read('deploy/zauth.service')) ?? []
    const [, install = ''] = /^# {3}(npm install .*)$/m.exec(await read('deploy/zauth.service')) ?? []
    const [, folders = ''] = /^# {3}(install -d .*)$/m.exec(await read('deploy/zauth.service')) ?? []
    expect(user).not.toBe('')
    expect(await read('docs/operate.md')).toContain(`${user}\n${folders}\n${install}\n`)
  })
})
