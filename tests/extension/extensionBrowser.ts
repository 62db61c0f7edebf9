/**
 * What the service worker and the popup use of a browser, in memory: there is none in Node. To be imported before them. It keeps
 * what it is told, does as the documentation of WebExtensions says, and tells its listeners; `quiet` waits until they are done.
 */

type Listener = (...values: never[]) => unknown
interface Tab {
  readonly id: number
  readonly windowId: number
  active: boolean
  /** Undefined where the extension is not allowed. */
  url: string | undefined
}

function event() {
  const listeners: Listener[] = []
  return {
    addListener: (listener: Listener) => void listeners.push(listener),
    fire: (...values: unknown[]) => Promise.all(listeners.map((listener) => listener(...(values as never[])))),
  }
}

const onChanged = event()

function area(areaName: string) {
  const kept = new Map<string, unknown>()
  return {
    kept,
    accessLevel: 'everybody',
    get: (keys?: string | string[]) =>
      Promise.resolve(
        Object.fromEntries([...kept].filter(([name]) => keys === undefined || [keys].flat().includes(name))),
      ),
    set: async (items: Record<string, unknown>) => {
      const changes = Object.entries(structuredClone(items)).map(([key, newValue]) => {
        const oldValue = kept.get(key)
        kept.set(key, newValue)
        return [key, { oldValue, newValue }]
      })
      await onChanged.fire(Object.fromEntries(changes), areaName)
    },
    remove: (keys: string | string[]) => {
      for (const key of [keys].flat()) kept.delete(key)
      return Promise.resolve()
    },
    setAccessLevel(this: { accessLevel: string }, access: { accessLevel: string }) {
      this.accessLevel = access.accessLevel
      return Promise.resolve()
    },
  }
}

const done = () => Promise.resolve()
/** What is said about the extension's icon. */
export const icon = { title: '' }
const setTitle = ({ title }: { title: string }) => {
  icon.title = title
  return Promise.resolve()
}
const id = 'zauth'

/** Permissions that the person has given, as match patterns. */
export const permitted = new Set<string>()
export const tabs = new Map<number, Tab>()
export const windows = new Map<number, { id: number; focused: boolean; url?: string }>()
/** What the person says to the next question for a permission. */
export const person = { says: true }

/** When the extension wants to be started next, in milliseconds since 1970. */
export const alarm = { when: 0 }

/** The alarms that ring again and again, by their names: every so many minutes. */
export const repeated = new Map<string, number>()

const onMessage = event()
const onAdded = event()
const found = <T>(value: T | undefined): Promise<T> =>
  value ? Promise.resolve(value) : Promise.reject(new Error('gone'))

export const fake = {
  runtime: {
    id,
    getURL: (path: string) => `chrome-extension://${id}/${path}`,
    onInstalled: event(),
    onStartup: event(),
    onMessage,
    sendMessage: async (message: unknown) =>
      (await onMessage.fire(message, { id, url: `chrome-extension://${id}/popup.html` }))[0],
  },
  permissions: {
    onAdded,
    onRemoved: event(),
    contains: ({ origins }: { origins: string[] }) => Promise.resolve(origins.every((one) => permitted.has(one))),
    getAll: () => Promise.resolve({ origins: [...permitted] }),
    request: async ({ origins }: { origins: string[] }) => {
      const isNew = !origins.every((one) => permitted.has(one))
      if (isNew && !person.says) return false
      for (const one of origins) permitted.add(one)
      if (isNew) await onAdded.fire({ origins })
      return true
    },
  },
  scripting: {
    getRegisteredContentScripts: () => Promise.resolve([]),
    registerContentScripts: done,
    executeScript: done,
  },
  storage: { local: area('local'), session: area('session'), onChanged },
  alarms: {
    onAlarm: event(),
    create: (name: string, { when, periodInMinutes }: { when?: number; periodInMinutes?: number }) => {
      if (when !== undefined) alarm.when = when
      if (periodInMinutes !== undefined) repeated.set(name, periodInMinutes)
      return Promise.resolve()
    },
    get: (name: string) => Promise.resolve(repeated.has(name) ? { name } : undefined),
    clear: (name: string) => Promise.resolve(repeated.delete(name)),
  },
  action: { setBadgeText: done, setBadgeBackgroundColor: done, setTitle },
  windows: {
    WINDOW_ID_NONE: -1,
    onRemoved: event(),
    onFocusChanged: event(),
    get: (windowId: number) => found(windows.get(windowId)),
    create: ({ url }: { url: string }) => {
      const camera = { id: 100 + windows.size, focused: true, url }
      windows.set(camera.id, camera)
      return Promise.resolve(camera)
    },
    update: (windowId: number) => found(windows.get(windowId)),
  },
  tabs: {
    onRemoved: event(),
    onUpdated: event(),
    onActivated: event(),
    get: (tabId: number) => found(tabs.get(tabId)),
    query: ({ active, windowId, url }: { active?: boolean; windowId?: number; url?: string | string[] }) =>
      Promise.resolve(
        [...tabs.values(), ...cameraTabs()].filter(
          (tab) =>
            (active === undefined || tab.active) &&
            (windowId === undefined || tab.windowId === windowId) &&
            (url === undefined || [url].flat().some((pattern) => matches(pattern, tab.url))),
        ),
      ),
    sendMessage: done,
    update: (tabId: number) => found(tabs.get(tabId)),
    /** The page that asks is that of the camera window. */
    getCurrent: () => Promise.resolve(cameraTabs()[0] ?? {}),
    remove: (tabId: number) => Promise.resolve(void windows.delete(tabId)),
  },
}
Object.assign(globalThis, { chrome: fake, browser: fake })

/** Resolves when everything that was begun is done: nothing here waits for a clock. */
export async function quiet(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** The camera windows that are open. */
export function cameras(): { id: number; url?: string }[] {
  return [...windows.values()].filter(({ url }) => url?.startsWith('camera.html'))
}

function cameraTabs(): Tab[] {
  return cameras().map(({ id: windowId, url }) => ({
    id: windowId,
    windowId,
    active: true,
    url: `chrome-extension://${id}/${url}`,
  }))
}

/** Whether an address is one of a pattern's that ends in a star: a host without a port is that host on every port. */
function matches(pattern: string, url = ''): boolean {
  return url.replace(/^(https?:\/\/[^/:]+):\d+/, '$1').startsWith(pattern.slice(0, -1))
}

/** As if the browser had just been started, with one window and one tab in it. */
export function restart(): void {
  for (const { kept } of [fake.storage.local, fake.storage.session]) kept.clear()
  permitted.clear()
  repeated.clear()
  tabs.clear()
  windows.clear()
  windows.set(1, { id: 1, focused: true })
  tabs.set(7, { id: 7, windowId: 1, active: true, url: undefined })
  person.says = true
}
