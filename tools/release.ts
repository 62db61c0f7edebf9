import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import packageLock from '../package-lock.json' with { type: 'json' }
import packageJson from '../package.json' with { type: 'json' }
import { buildAll } from './build.ts'
import { targets } from './buildExtension.ts'
import { buildTypes } from './buildTypes.ts'
import { dist } from './dist.ts'
import { replaceFolder } from './replaceFolder.ts'

const help = `npm run release [-- --out FOLDER]

Makes what is given out of a version, into release/ or another folder: the extension's zips for both browsers, the verifier as an npm
package, what each is made of (CycloneDX), and the checksums of all of them. The same commit gives the same bytes each time.

  --out FOLDER  where to; it is replaced
  --help        this text
`
const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const { version } = packageJson

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/**
 * `npm run release`
 * @throws Error when the changelog does not say what is new in this version, or nothing shows later ones what this one stores
 */
async function release(out: string): Promise<void> {
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8')
  const [, newest] = /^## (.+)$/m.exec(changelog) ?? []
  if (newest !== version) throw new Error(`CHANGELOG.md does not begin with what is new in ${version}`)
  const snapshot = join(root, 'tests', 'released', version)
  if (!existsSync(snapshot)) throw new Error(`There is no ${snapshot}: node tests/released/write.ts`)
  await buildAll(say)
  await buildTypes(join(dist, 'types'))
  await replaceFolder(out, async (folder) => {
    for (const target of targets)
      await copyFile(join(dist, `${target}.zip`), join(folder, `zauth-${version}-${target}.zip`))
    // What npm would run before it has been done above.
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root })
    const notices = await readFile(join(dist, 'chromium', 'licences.txt'), 'utf8')
    const ofExtension = new Set([...notices.matchAll(/^(\S+ \d+\.\d+\.\d+\S*)\n/gm)].map(([, named = '']) => named))
    const all = await billOfMaterials()
    await writeJson(join(folder, `zauth-${version}-verifier.cdx.json`), onlyOf(all, ofVerifier()))
    await writeJson(join(folder, `zauth-${version}-extension.cdx.json`), onlyOf(all, ofExtension))
    await writeFile(join(folder, 'SHA256SUMS'), await checksums(folder))
  })
  for (const name of await readdir(out)) say(join(out, name))
}

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly group?: string
}
interface Bill {
  readonly serialNumber?: string | undefined
  readonly metadata: { readonly component: Component; readonly timestamp?: string | undefined }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/** What npm installs, without the number and the time that it gives to each list that it makes. */
async function billOfMaterials(): Promise<Bill> {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
  const { stdout } = await run('npm', words, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  const bill = JSON.parse(stdout) as Bill
  // npm names the whole by the folder that it happens to lie in.
  const component = { ...bill.metadata.component, name: packageJson.name }
  return { ...bill, serialNumber: undefined, metadata: { ...bill.metadata, timestamp: undefined, component } }
}

/** What npm installs with the verifier. (`npm sbom --omit dev` leaves out what something of development needs as well.) */
function ofVerifier(): Set<string> {
  const brought = Object.entries(packageLock.packages).filter(
    ([path, entry]) => path !== '' && !('dev' in entry || 'devOptional' in entry),
  )
  return new Set(brought.map(([path, entry]) => `${path.replace(/^.*node_modules\//, '')} ${entry.version}`))
}

/** @param wanted each by its name and version: several versions of one may be installed */
function onlyOf(bill: Bill, wanted: ReadonlySet<string>): Bill {
  const named = ({ name, version, group }: Component): string => `${group ? `${group}/${name}` : name} ${version}`
  const components = bill.components.filter((component) => wanted.has(named(component)))
  const kept = new Set([bill.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])])
  const dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }))
  return { ...bill, components, dependencies }
}

/** As `sha256sum --check` reads them. */
async function checksums(folder: string): Promise<string> {
  const names = (await readdir(folder)).toSorted()
  const lines = names.map(async (name) => {
    const hash = createHash('sha256').update(await readFile(join(folder, name)))
    return `${hash.digest('hex')}  ${name}\n`
  })
  return (await Promise.all(lines)).join('')
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`)
}

try {
  const { out, help: asked } = parseArgs({
    options: { out: { type: 'string', default: join(root, 'release') }, help: { type: 'boolean', default: false } },
  }).values
  if (asked) say(help)
  else await release(out)
} catch (error) {
  process.stderr.write(`\nIt did not work: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
