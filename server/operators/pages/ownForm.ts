import type { Context } from 'koa'
import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { readForm } from '../../http/readForm.ts'
import type { AdminParts } from './adminParts.ts'

/** Bytes. */
const largest = 4096

/**
 * The fields of a form that the operators' own page has sent.
 * @throws ZAuthError `interaction_unknown` for another page's, and those of `readForm`
 */
export async function ownForm(ctx: Context, parts: AdminParts): Promise<ReadonlyMap<string, string>> {
  if (ctx.get('Origin') !== parts.url) throw new ZAuthError('interaction_unknown', 'a form from another origin')
  return await readForm(ctx, parts, largest)
}
