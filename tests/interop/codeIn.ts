import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** The code of a document in one language, as somebody would paste it. */
export async function codeIn(document: string, language: string): Promise<string> {
  const text = await readFile(join(root, document), 'utf8')
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
    .map(([, code = '']) => code)
    .join('\n')
}
