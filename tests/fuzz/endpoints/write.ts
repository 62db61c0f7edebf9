import { toCbor } from '../../../shared/protocol/cbor.ts'
import type { Damage } from './damage.ts'
import type { Draft, Form } from './request.ts'

/** A request as it goes over the wire. */
export interface Written {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Record<string, string | string[]>
  readonly body: Uint8Array
}

const types: Readonly<Record<Form, string | null>> = {
  json: 'application/json',
  cbor: 'application/cbor',
  form: 'application/x-www-form-urlencoded',
  bytes: 'application/octet-stream',
  query: null,
  none: null,
}

/** Writes a request down with everything that is to be wrong with it. */
export function write(draft: Draft, damages: readonly Damage[]): Written {
  const fields = damages.reduce(damageFields, Object.entries(draft.fields))
  const type = types[draft.form]
  const inQuery = draft.form === 'query' && fields.length > 0 ? `?${paramsOf(fields)}` : ''
  const headers = { ...(type !== null && { 'content-type': type }), ...draft.headers }
  const written = { method: draft.method, path: `${draft.path}${inQuery}`, headers, body: bodyOf(draft.form, fields) }
  return damages.reduce(damageWriting, written)
}

type Entries = readonly (readonly [string, unknown])[]

function damageFields(entries: Entries, damage: Damage): Entries {
  if (damage.kind === 'add') return [...entries, [damage.name, damage.value]]
  if (!('which' in damage) || entries.length === 0) return entries
  const at = damage.which % entries.length
  const [name = '', value = null] = entries[at] ?? []
  if (damage.kind === 'field') return entries.with(at, [name, damage.value])
  if (damage.kind === 'leave out') return entries.toSpliced(at, 1)
  return damage.kind === 'twice' ? [...entries, [name, value]] : entries
}

function bodyOf(form: Form, entries: Entries): Uint8Array {
  switch (form) {
    case 'json': {
      const pairs = entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(plain(value))}`)
      return Buffer.from(`{${pairs.join(',')}}`)
    }
    case 'cbor':
      return toCbor(Object.fromEntries(entries))
    case 'form':
      return Buffer.from(paramsOf(entries))
    case 'bytes':
      return entries.map(([, value]) => value).find((value) => value instanceof Uint8Array) ?? Buffer.from('none')
    default:
      return new Uint8Array(0)
  }
}

function paramsOf(entries: Entries): string {
  const texts = entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(plain(value))])
  return new URLSearchParams(texts).toString()
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : value
}

function damageWriting(written: Written, damage: Damage): Written {
  const { method, path, headers, body } = written
  const set = (name: string, value: string | string[]) => ({ ...written, headers: { ...headers, [name]: value } })
  switch (damage.kind) {
    case 'query':
      return { ...written, path: path.split('?', 1).join('') + damage.text }
    case 'body':
      return { ...written, method: method === 'GET' ? 'POST' : method, body: damage.bytes }
    case 'turn':
      return { ...written, body: body.map((byte, i) => (i === damage.at % body.length ? damage.byte : byte)) }
    case 'cut':
      return { ...written, body: body.slice(0, damage.at % (body.length + 1)) }
    case 'type':
      return set('content-type', damage.type)
    case 'method':
      return { ...written, method: damage.method }
    case 'header':
      return set(damage.name, damage.value)
    case 'no header':
      return {
        ...written,
        headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== damage.name)),
      }
    case 'damaged header':
      return set(damage.name, [headers[damage.name] ?? ''].flat().join().replace(/.$/, 'x'))
    case 'long header':
      return set(damage.name, 'x'.repeat(8000))
    case 'doubled header':
      // Node's client would not send two of these.
      return damage.name === 'host' ? written : set(damage.name, [headers[damage.name] ?? 'x', 'y'].flat())
    case 'path': {
      const segments = path.split('/')
      return {
        ...written,
        path: `/${segments
          .with(1 + (damage.which % (segments.length - 1)), damage.segment)
          .slice(1)
          .join('/')}`,
      }
    }
    default:
      return written
  }
}
