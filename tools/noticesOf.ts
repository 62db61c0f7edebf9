import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import models from '../models/models.json' with { type: 'json' }

const modules = join(import.meta.dirname, '..', 'node_modules')
const Package = v.looseObject({ name: v.string(), version: v.string(), license: v.string() })

/** Licences under which what is shipped came, each with a text that is the same in every package that has it. */
const commonTexts: Readonly<Record<string, URL>> = {
  'Apache-2.0': new URL(import.meta.resolve('typescript/package.json').replace('package.json', 'LICENSE.txt')),
}

/**
 * The notices that licences ask for with every copy: of each package of which something is shipped, its name, version, licence and
 * the text of it; then of the networks.
 *
 * @param packages their folders in `node_modules`
 * @throws Error when one has no licence's text
 */
export async function noticesOf(packages: ReadonlySet<string>): Promise<string> {
  const parts = await Promise.all([...packages].toSorted().map(noticeOf))
  const networks = models.models.map(
    ({ title, authors, licence, source }) => `${title}\n${authors}, ${licence}, ${source}\n`,
  )
  return [
    'ZAuth is under the MIT licence. It is made with the following, each under its own.\n',
    ...parts,
    `The networks come by the package ${models.package.name} (${models.package.source}); the texts of their licences stand above.\n`,
    ...networks,
  ].join(`\n${'-'.repeat(80)}\n\n`)
}

/** The folders in `node_modules` of the packages that files belong to; one may be there in two versions, the other within a third package. */
export function packagesOf(files: readonly string[]): Set<string> {
  const inside = /node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//
  return new Set(files.flatMap((file) => inside.exec(file)?.[1] ?? []))
}

async function noticeOf(path: string): Promise<string> {
  const folder = join(modules, path)
  const { name, version, license } = v.parse(Package, JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))
  const [own, common] = await Promise.all([ownText(folder), commonText(license)])
  // Some bring the notice that names the author alone.
  const text = common === null || own?.includes('TERMS AND CONDITIONS') ? own : `${own ?? ''}\n\n${common}`
  if (text === null) throw new Error(`${name} (${license}) comes without the text of its licence`)
  return `${name} ${version}\n${license}\n\n${text.trim()}\n`
}

/** A file of its own, or the last section of what it says of itself. */
async function ownText(folder: string): Promise<string | null> {
  const names = await readdir(folder)
  const file = names.find((name) => /^licen[sc]e(\.(md|txt))?$/i.test(name))
  if (file !== undefined) return await readFile(join(folder, file), 'utf8')
  const readme = names.find((name) => /^readme\.md$/i.test(name))
  if (readme === undefined) return null
  const [, text] =
    /^(copyright [^\n]*\n[\s\S]*permission is hereby granted[\s\S]*)/im.exec(
      await readFile(join(folder, readme), 'utf8'),
    ) ?? []
  return text ?? null
}

async function commonText(licence: string): Promise<string | null> {
  const common = commonTexts[licence]
  return common === undefined ? null : await readFile(fileURLToPath(common), 'utf8')
}
