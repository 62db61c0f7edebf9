import type { Offer } from '../../shared/protocol/offer.ts'
import { ensureBrowser } from '../../tools/browser.ts'
import { buildAll } from '../../tools/build.ts'
import { openWorld } from '../../tools/openWorld.ts'
import { anOffer } from '../extension/anOffer.ts'
import { medianOf } from './medianOf.ts'
import { addResults } from './results.ts'
import { thisMachine } from './thisMachine.ts'

/**
 * `npm run bench:popup`: from the moment that the browser begins to load the popup until its main part is drawn, with ten accounts
 * and a sign-in that waits.
 */
const runs = 25
const accounts = 10

interface WithChrome {
  chrome: { storage: Record<'local' | 'session', { set(items: object): Promise<void> }> }
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const executablePath = await ensureBrowser(say)
await buildAll(say)
const world = await openWorld('nobody')
try {
  const browser = await world.openBrowser({ executablePath, headless: true })
  const address = `chrome-extension://${browser.extensionId ?? ''}/popup.html`
  const popup = await browser.context.newPage()
  await popup.goto(address)
  const relyingParty = { clientId: 'c0', name: 'Shop 0', origin: 'https://shop.example' }
  const offer = anOffer({ issuer: world.verifier.issuer, relyingParty })
  await popup.evaluate(fill, [accounts, offer] as const)
  const measured: number[] = []
  for (let i = 0; i < runs; i++) {
    await popup.goto('about:blank')
    await popup.goto(address)
    await popup.getByRole('button', { name: 'Sign in to Shop 0 as ada' }).waitFor()
    measured.push(await popup.evaluate(drawnAfter))
  }
  const version = browser.context.browser()?.version() ?? ''
  const opened = medianOf(measured)
  say(
    `The popup is drawn after ${opened.toFixed(0)} ms, median of ${runs}; ${Math.max(...measured).toFixed(0)} ms at most`,
  )
  await addResults('popup', {
    measuredOn: `${thisMachine()} and Chromium ${version}`,
    accounts,
    medianMs: opened,
    longestMs: Math.max(...measured),
  })
} finally {
  await world.close()
}

/** Milliseconds from the beginning of the page until the browser painted what the popup says, which may be a moment after it stands there. */
function drawnAfter(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((paints) => {
      const [first] = paints.getEntriesByName('first-contentful-paint')
      if (first) resolve(first.startTime)
    }).observe({ type: 'paint', buffered: true })
  })
}

async function fill([count, offer]: readonly [number, Offer]): Promise<void> {
  const { storage } = (globalThis as unknown as WithChrome).chrome
  const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k', alg: 'ES256', use: 'sig' }
  const facts = {
    issuer: offer.issuer,
    account: 'ada',
    keyAndTemplate: 'h',
    jwks: { keys: [key] },
    enrolled: 1,
    lastUsed: 1,
  }
  for (let i = 0; i < count; i++)
    await storage.local.set({
      [`account:${i}`]: { ...facts, clientId: `c${i}`, relyingParty: `Shop ${i}`, device: `d${i}`, keys: `k${i}` },
    })
  await storage.session.set({ pending: [{ offer, tabId: 1, state: 'opened', windowId: null }] })
}
