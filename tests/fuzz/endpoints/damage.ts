import fc, { type Arbitrary } from 'fast-check'

/** One thing that is wrong with a request. Numbers choose among what the request has. */
export type Damage =
  | { readonly kind: 'field'; readonly which: number; readonly value: unknown }
  | { readonly kind: 'leave out' | 'twice'; readonly which: number }
  | { readonly kind: 'add'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'query'; readonly text: string }
  | { readonly kind: 'body'; readonly bytes: Uint8Array }
  | { readonly kind: 'turn'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'method'; readonly method: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'no header' | 'damaged header' | 'long header' | 'doubled header'; readonly name: string }
  | { readonly kind: 'path'; readonly which: number; readonly segment: string }

const odd = [
  '',
  ' ',
  '\0',
  'null',
  '__proto__',
  'constructor',
  '../../keys.json',
  '%00',
  '%zz',
  'A'.repeat(22),
  'A'.repeat(43),
  'A'.repeat(5000),
  '😀'.repeat(60),
  '\u202eada',
  '\ud800',
  '"><script>alert(1)</script>',
  '${7*7}',
  "' OR 1=1 --",
  '$where',
  'e30.e30.e30',
]
const text = fc.oneof(
  fc.constantFrom(...odd),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 300 }),
)
const deep = fc.integer({ min: 2, max: 900 }).map((depth): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth)))
const value: Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 2 ** 53, 1e308, [], {}, [[]]),
  fc.jsonValue({ maxDepth: 4 }),
  fc.uint8Array({ maxLength: 300 }),
  deep,
)
const nested = fc
  .tuple(fc.integer({ min: 1, max: 1900 }), fc.constantFrom('[', '{"a":', '\u0081', '\u009f'))
  .map(([depth, opening]) => Buffer.from(opening.repeat(depth), 'latin1'))
const body = fc.oneof(
  fc.uint8Array({ maxLength: 600 }),
  nested,
  text.map((written) => Buffer.from(written)),
  fc
    .constantFrom('null', '[]', '"text"', '{"a":1,"a":2}', '{"__proto__":{"isAdmin":true}}', '{} {}', '\ufeff{}')
    .map((written) => Buffer.from(written)),
  fc.integer({ min: 1, max: 40_000 }).map((length) => Buffer.alloc(length, ' ')),
)
/** What a header may hold: a client of Node's sends nothing else. */
const headerText = fc.oneof(
  fc.constantFrom(
    '',
    '*/*',
    'null',
    ',,,',
    ';',
    '=',
    'Basic',
    'Basic Ojo6',
    'DPoP x',
    'Bearer',
    'bytes=0-',
    '"a"',
    'gzip',
    '999999',
  ),
  fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
    maxLength: 200,
  }),
)
const headerName = fc.constantFrom(
  'dpop',
  'authorization',
  'cookie',
  'origin',
  'referer',
  'accept',
  'accept-language',
  'host',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-for',
  'forwarded',
  'content-type',
  'content-encoding',
  'if-none-match',
  'if-modified-since',
  'range',
  'x-http-method-override',
  'access-control-request-method',
  'upgrade-insecure-requests',
)
const query = fc.oneof(
  fc.constantFrom(
    '?',
    '?a=1&a=2',
    '?%zz=%',
    '?__proto__[x]=1',
    '?client_id=1&client_id=2',
    '?window=go&window=open',
    '?code=wrong',
    '?setup',
    '?&&&=',
    '?request=e30.e30.',
  ),
  fc.webQueryParameters().map((written) => `?${written}`),
)
const segment = fc.oneof(
  fc.constantFrom(
    '%00',
    '%2e%2e',
    '..',
    '%',
    '%ff',
    '%F0%9F%98%80',
    'a'.repeat(3000),
    '%2F',
    '__proto__',
    'constructor',
    '',
    '//',
    '*',
    ':uid',
    'A'.repeat(43),
  ),
  fc.webSegment(),
)
const type = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-16',
  'application/cbor',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=x',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary="',
  'text/plain',
  ';;',
)
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY')
const which = fc.nat({ max: 20 })

export const damage: Arbitrary<Damage> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('field' as const), which, value }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('leave out', 'twice'), which }) },
  fc.record({ kind: fc.constant('add' as const), name: text, value }),
  fc.record({ kind: fc.constant('query' as const), text: query }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('body' as const), bytes: body }) },
  fc.record({ kind: fc.constant('turn' as const), at: fc.nat(), byte: fc.nat({ max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('type' as const), type }),
  fc.record({ kind: fc.constant('method' as const), method }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('header' as const), name: headerName, value: headerText }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('no header', 'damaged header', 'long header', 'doubled header'),
      name: headerName,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('path' as const), which, segment }) },
)
