import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { offerElementId, pageEvents } from '../../shared/protocol/endpoints.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { cameraWindow } from '../../tools/cameraWindow.ts'
import { openOwnPage } from './openOwnPage.ts'
import { otherExtension } from './otherExtension.ts'
import { useStage } from './stage.ts'
import { cameraWindows, storedIn, workerOf } from './worker.ts'

/**
 * A hostile page on the host of an allowed verifier: the extension's content script runs in it, as the browser's permission is for
 * the host. A sign-in of the person's waits behind the icon. Beside each attack stands the same thing done by who may do it, so that an
 * attack which fails for another reason is noticed.
 */
describe('a hostile page', () => {
  const other = otherExtension()
  const stage = useStage({ other: other.folder })
  let server: Server
  let origin: string
  let page: Page
  /** The sign-in that waits. */
  let waiting: Offer
  /** Its page. */
  let victim: string

  const offerOf = (ticket: string, issuer: string): Offer => ({ ...waiting, ticket: ticket.repeat(43), issuer })

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '', origin)
      const offer = searchParams.get('offer') ?? ''
      const frame = searchParams.get('frame')
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(
        `<script type="application/json" id="${offerElementId}">${offer}</script>` +
          (frame === null ? '' : `<iframe src="${frame.replaceAll('&', '&amp;')}"></iframe>`),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    origin = `http://localhost:${(server.address() as AddressInfo).port}`
    const camera = await stage.openWindow('nobody')
    await camera.close()
    await vi.waitUntil(async () => (await pending()).every(({ windowId }) => windowId === null), { timeout: 20_000 })
    const [only] = await pending()
    if (!only) throw new Error('No sign-in waits')
    waiting = only.offer
    victim = stage.page.url()
    page = await stage.browser.context.newPage()
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await rm(other.folder, { recursive: true })
  })

  async function pending(): Promise<{ offer: Offer; state: string; windowId: number | null }[]> {
    const stored = (await storedIn(stage.browser, 'session')) as {
      pending?: { offer: Offer; state: string; windowId: null }[]
    }
    return stored.pending ?? []
  }
  const show = (parameters: Record<string, string>) =>
    page.goto(`${origin}/?${new URLSearchParams(parameters).toString()}`)

  /** Has the content script of the hostile tab, taken over by it, send messages; what the service worker replies to each. */
  async function sendAsContentScript(messages: readonly unknown[], where: 'top' | 'frame' = 'top'): Promise<unknown[]> {
    return await workerOf(stage.browser).evaluate(
      async ([url, sent, allFrames]) => {
        interface Chrome {
          tabs: { query(query: object): Promise<{ id: number }[]> }
          scripting: { executeScript(script: object): Promise<{ frameId: number; result: unknown[] }[]> }
        }
        const { tabs, scripting } = (globalThis as unknown as { chrome: Chrome }).chrome
        const [tab] = await tabs.query({ url })
        const func = (all: unknown[]) =>
          Promise.all(
            all.map((message) =>
              (
                globalThis as unknown as { chrome: { runtime: { sendMessage(sent: unknown): Promise<unknown> } } }
              ).chrome.runtime
                .sendMessage(message)
                .catch(String),
            ),
          )
        const injected = await scripting.executeScript({ target: { tabId: tab?.id, allFrames }, func, args: [sent] })
        return injected.find(({ frameId }) => (frameId !== 0) === allFrames)?.result ?? []
      },
      [`${origin.replace(/:\d+$/, '')}/?*`, messages, where === 'frame'] as const,
    )
  }

  test('offers for itself only: not in the name of the allowed verifier', async () => {
    await show({ offer: JSON.stringify(offerOf('A', waiting.issuer)) })
    const [forged, own] = await sendAsContentScript([
      { command: 'offer', offer: offerOf('B', waiting.issuer) },
      { command: 'offer', offer: offerOf('C', origin) },
    ])
    expect(forged).toEqual({ command: 'offer', answer: false })
    // Its own is taken, to wait for the person; her permission for another verifier there is none for it.
    expect(own).toEqual({ command: 'offer', answer: false })
    expect((await pending()).map(({ offer }) => offer.ticket[0]).sort()).toEqual(['C', waiting.ticket[0]].sort())
    expect(cameraWindows(stage.browser)).toEqual([])
  })

  test('is not heard from a frame', async () => {
    const inFrame = `${origin}/?${new URLSearchParams({ offer: JSON.stringify(offerOf('D', origin)) }).toString()}`
    await show({ frame: inFrame })
    expect(await sendAsContentScript([{ command: 'offer', offer: offerOf('E', origin) }], 'frame')).toEqual([false])
    expect(await sendAsContentScript([{ command: 'offer', offer: offerOf('F', origin) }])).toEqual([
      { command: 'offer', answer: false },
    ])
    expect((await pending()).map(({ offer }) => offer.ticket[0])).toContain('F')
    expect((await pending()).map(({ offer }) => offer.ticket[0])).not.toContain('E')
  })

  test('cannot frame the page of the verifier, nor any page of the extension', async () => {
    await show({ frame: victim })
    const frame = page.frames().find((one) => one !== page.mainFrame())
    expect(await frame?.locator(`#${offerElementId}`).count()).toBe(0)
    // As a page of its own it has it.
    expect(await stage.page.locator(`#${offerElementId}`).count()).toBe(1)
    const address = `chrome-extension://${stage.browser.extensionId ?? ''}/camera.html?ticket=${waiting.ticket}`
    await show({ frame: address })
    expect(page.frames().map((one) => one.url())).not.toContain(address)
    const fetched = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'read',
          () => 'refused',
        ),
      address,
    )
    expect(fetched).toBe('refused')
    // To its end: until then the browser is still on its way from one page to the other.
    const refused = page.waitForURL('chrome-error://**')
    await page.evaluate((url) => location.assign(url), address).catch(() => undefined)
    await refused
  })

  test('cannot speak to the extension itself, and by the events of the content script it learns and moves nothing', async () => {
    await show({})
    const before = await pending()
    const heard = await page.evaluate(
      ([events, ticket]) => {
        const told: string[] = []
        document.addEventListener(events.present, () => told.push(events.present))
        for (let i = 0; i < 500; i++)
          for (const name of Object.values(events))
            document.dispatchEvent(new CustomEvent(name, { detail: { command: 'start', ticket } }))
        window.postMessage({ command: 'start', ticket }, '*')
        const { chrome } = globalThis as unknown as { chrome?: { runtime?: { sendMessage?: unknown } } }
        // What it dispatched itself it hears.
        return { told: told.length - 500, canSend: chrome?.runtime?.sendMessage !== undefined }
      },
      [pageEvents, waiting.ticket] as const,
    )
    expect(heard).toEqual({ told: 0, canSend: false })
    expect(await pending()).toEqual(before)
    expect(cameraWindows(stage.browser)).toEqual([])
  })

  test('that has taken over the content script cannot command: not start, hasten, end or plant a sign-in', async () => {
    await show({})
    const before = await pending()
    const { ticket } = waiting
    const commands = [
      { command: 'start', ticket },
      { command: 'changed', ticket },
      { command: 'settled', ticket },
      { command: 'keep', offer: offerOf('G', waiting.issuer), tabId: 1 },
      { command: 'offer', offer: waiting, tabId: 1 },
      { command: 'nonsense' },
      null,
    ]
    expect(await sendAsContentScript(commands)).toEqual(commands.map(() => false))
    expect(await pending()).toEqual(before)
    expect(cameraWindows(stage.browser)).toEqual([])
  })

  test('nor can another extension: nobody listens to it, and it reads no page of this one', async () => {
    const before = await pending()
    const theirs = await stage.browser.context.newPage()
    await theirs.goto(other.page)
    const heard = await theirs.evaluate(
      async ([id, messages]) => {
        interface Chrome {
          readonly runtime: {
            sendMessage(id: string, message: unknown): Promise<unknown>
            connect(id: string): { readonly onDisconnect: { addListener(listener: () => void): void } }
            readonly lastError?: { readonly message: string }
          }
        }
        const { runtime } = (globalThis as unknown as { chrome: Chrome }).chrome
        const answers: string[] = []
        for (const message of messages)
          answers.push(await runtime.sendMessage(id, message).then(() => 'answered', String))
        const line = await new Promise<string>((resolve) =>
          runtime.connect(id).onDisconnect.addListener(() => resolve(runtime.lastError?.message ?? '')),
        )
        const page = await fetch(`chrome-extension://${id}/popup.html`).then(
          () => 'read',
          () => 'refused',
        )
        return { answers, line, page }
      },
      [
        stage.browser.extensionId ?? '',
        [
          { command: 'start', ticket: waiting.ticket },
          { command: 'offer', offer: waiting },
          { command: 'settled', ticket: waiting.ticket },
        ],
      ] as const,
    )
    for (const answer of [...heard.answers, heard.line]) expect(answer).toContain('Receiving end does not exist')
    expect(heard).toMatchObject({ page: 'refused' })
    expect(await pending()).toEqual(before)
    expect(cameraWindows(stage.browser)).toEqual([])
    await theirs.close()
  })

  test('that floods keeps nobody else waiting, and one of its offers is kept', async () => {
    await show({})
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    const flood = Array.from({ length: 1_000 }, (_, i) => ({
      command: 'offer',
      offer: { ...offerOf('A', origin), ticket: `${i}`.padEnd(43, letters) },
    }))
    expect(await sendAsContentScript(flood)).toHaveLength(flood.length)
    const all = await pending()
    expect(all.filter(({ offer }) => offer.issuer === origin)).toHaveLength(1)
    expect(all.filter(({ offer }) => offer.ticket === waiting.ticket)).toHaveLength(1)
    expect(cameraWindows(stage.browser)).toEqual([])
  })

  test('did all that while the person, by one click, can start what waits', async () => {
    const popup = await openOwnPage(stage.browser, 'popup.html')
    const opening = cameraWindow(stage.browser.context)
    // The very message that the content script sent in vain.
    await popup.evaluate(
      (ticket) =>
        (
          globalThis as unknown as { chrome: { runtime: { sendMessage(sent: object): Promise<unknown> } } }
        ).chrome.runtime.sendMessage({ command: 'start', ticket }),
      waiting.ticket,
    )
    expect((await opening).url()).toContain(waiting.ticket)
  })
})
