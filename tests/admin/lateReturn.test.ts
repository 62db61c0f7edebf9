import { expect, it } from 'vitest'
import { openDocumentFiles } from '../../server/documents/openDocumentFiles.ts'
import { addOperator } from '../../server/operators/addOperator.ts'
import { freePort } from '../../tools/freePort.ts'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { openWorld } from '../verifier/world.ts'

const minute = 60_000

it('an operator who comes back from the verifier after everything has expired is told so', async () => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const world = await openWorld({ operator: { host: 'localhost', port } })
  const { password } = await addOperator(openDocumentFiles(world.config.data), 'ada', world.now())
  const browser = openBrowser()
  const typed = await browser.post(`${url}/admin/sign-in`, undefined, { name: 'ada', password })
  // Opened late, its sign-in is remembered for longer than it could have been when it was ordered.
  world.passTime(9 * minute)
  const attempt = await arrive(browser, typed, world.issuer)
  world.passTime(15 * minute)
  await world.withStore(async ({ verifyChallenges }) => {
    await verifyChallenges.sweep(world.now())
  })
  const back = await attempt.finish()
  expect([back.origin, back.searchParams.get('zauth_error')]).toEqual([url, 'expired'])
  await world.close()
})
