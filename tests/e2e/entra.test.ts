import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { cameraWindow } from '../../tools/cameraWindow.ts'
import { freePort } from '../../tools/freePort.ts'
import type { FurtherSite } from '../../tools/openWorld.ts'
import type { Subject } from '../../tools/webcam/webcam.ts'
import { checkIdToken, entraSite, formOf, startAuthority, type Authority } from '../interop/entraSide.ts'
import { outcomeOfPhotograph } from './photograph.ts'
import { useStage } from './stage.ts'

describe('a person whom Entra’s page sends, from another site and by a form,', () => {
  let authority: Authority
  let entra = ''
  let provider = { issuer: '', now: () => Date.now() }
  const stage = useStage({ sites: [start] })

  /** Entra's two pages: one that posts the request by itself, and the one that the answer is posted to, which shows it. */
  async function start(issuer: string): Promise<FurtherSite> {
    provider = { issuer, now: () => Date.now() }
    authority = await startAuthority()
    const port = await freePort()
    // Another site than localhost, for a browser, if not for a person.
    entra = `http://127.0.0.1:${port}`
    const callback = `${entra}/common/federation/externalauthprovider`
    const answer = async (request: IncomingMessage): Promise<string> => {
      if (request.method === 'POST') return answerPage(await bodyOf(request))
      return requestPage(`${issuer}/entra/authorize`, await formOf(provider, authority, { redirect_uri: callback }))
    }
    const server = createServer((request, response) => {
      void answer(request).then((html) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html))
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return {
      client: { ...entraSite(authority), redirectUris: [callback] },
      close: async () => {
        server.close()
        server.closeAllConnections()
        await authority.close()
      },
    }
  }

  async function come(subject: Subject): Promise<Page> {
    await stage.world.webcam.show(subject)
    const { page, browser } = stage
    await page.goto(entra)
    const [camera] = await Promise.all([
      cameraWindow(browser.context),
      page.getByRole('button', { name: 'Approve with Contoso' }).click(),
    ])
    return camera
  }

  /** What Entra was answered. */
  async function answered(): Promise<Record<string, string>> {
    const { page } = stage
    await page.waitForURL(`${entra}/**/externalauthprovider`)
    return JSON.parse(await page.locator('pre').innerText()) as Record<string, string>
  }

  test('enrols her face and is sent back by a form, by herself', async () => {
    const camera = await come('ada')
    await camera.getByText('ada@contoso.example').first().waitFor()
    expect(await outcomeOfPhotograph(camera)).toMatchObject({ state: 'done' })
    const claims = await checkIdToken(provider, (await answered())['id_token'] ?? '')
    expect(claims).toMatchObject({ acr: 'possessionorinherence', amr: ['face'] })
  })

  test('stays the same browser for the verifier, though that form brought no cookie', async () => {
    const mark = async (): Promise<string | undefined> => {
      const cookies = await stage.browser.context.cookies(provider.issuer)
      return cookies.find(({ name }) => name === 'zauth_browser')?.value
    }
    const before = await mark()
    expect(before).toBeDefined()
    expect(await outcomeOfPhotograph(await come('ada-elsewhere'))).toMatchObject({ state: 'done' })
    expect(await answered()).toHaveProperty('id_token')
    expect(await mark()).toBe(before)
  })

  test('is refused when she is somebody else', async () => {
    const camera = await come('grace')
    await camera.locator('body[data-error=not_recognised]').waitFor()
    await camera.getByRole('button', { name: 'Close' }).click()
    expect(await answered()).toMatchObject({ error: 'access_denied' })
  })
})

function requestPage(action: string, form: URLSearchParams): string {
  const inputs = [...form].map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`)
  return `<!doctype html><title>Entra</title><form method="post" action="${action}">${inputs.join('')}
    <button>Approve with Contoso</button></form>`
}

function answerPage(body: string): string {
  const fields = Object.fromEntries(new URLSearchParams(body))
  return `<!doctype html><title>Entra</title><pre>${escaped(JSON.stringify(fields))}</pre>`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
  return body
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
