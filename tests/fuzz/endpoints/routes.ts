import { adminRouter } from '../../../server/operators/pages/adminRouter.ts'
import type { PartsWithProvider } from '../../../server/parts.ts'
import { createSigningKey } from '../../../server/keys/createSigningKey.ts'
import { createProvider } from '../../../server/oidc/createProvider.ts'
import { routersOf } from '../../../server/routersOf.ts'

type Register = (name: string, path: string, ...stack: unknown[]) => unknown
interface OidcRouter {
  readonly prototype: Record<'get' | 'post' | 'put' | 'delete' | 'options', Register>
}

/** Every method and pattern that the verifier's own routers know, from the routers themselves. */
export function ownRoutes({ forOperators = false } = {}): string[] {
  const config = { limits: {} }
  const parts = { config, now: Date.now } as unknown as PartsWithProvider
  const admin = adminRouter(
    parts,
    { find: () => null, takeTicket: () => Promise.resolve(false) },
    'http://localhost:4002',
  )
  const layers = [...routersOf(parts), ...(forOperators ? [admin] : [])].flatMap(({ stack }) => stack)
  return layers.flatMap(({ methods, path }) =>
    methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${String(path)}`),
  )
}

/** The same of oidc-provider, whose router keeps its list to itself: it is overheard while it is made. */
export async function oidcRoutes(): Promise<string[]> {
  const file = new URL('../../../node_modules/oidc-provider/lib/helpers/router.js', import.meta.url).href
  const { default: Router } = (await import(file)) as { default: OidcRouter }
  const { prototype } = Router
  const heard = new Set<string>()
  const honest = { ...methodsOf(prototype) }
  for (const [method, register] of Object.entries(honest)) {
    Object.assign(prototype, {
      [method](this: unknown, name: string, path: string, ...stack: unknown[]) {
        heard.add(`${method.toUpperCase()} ${path}`)
        return register.call(this, name, path, ...stack)
      },
    })
  }
  try {
    const config = { issuer: 'http://localhost:4000', name: 'ZAuth', limits: { interactionSeconds: 600 } }
    const parts = { config, keys: { cookies: ['a key of a test'] }, store: {} } as unknown as PartsWithProvider
    createProvider(parts, [await createSigningKey('RS256')])
  } finally {
    for (const [method, register] of Object.entries(honest))
      Object.defineProperty(prototype, method, {
        value: register,
        writable: true,
        configurable: true,
        enumerable: false,
      })
  }
  return [...heard]
}

function methodsOf({ get, post, put, delete: remove, options }: OidcRouter['prototype']): OidcRouter['prototype'] {
  return { get, post, put, delete: remove, options }
}
