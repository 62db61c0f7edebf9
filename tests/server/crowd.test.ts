import { afterAll, beforeAll, expect, it } from 'vitest'
import { openEnrolledWorld, type EnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { visit } from '../verifier/visit.ts'

let opened: EnrolledWorld
beforeAll(async () => {
  opened = await openEnrolledWorld()
})
afterAll(() => opened.world.close())

it('of many challenges that are ordered at the same moment, no more are open than of as many one after the other', async () => {
  const { world, website, client } = opened
  const attempt = await visit(world.issuer, website, 'alice')
  const order = () =>
    client.challenge(attempt.offer).then(
      () => 'open',
      (error: unknown) => (error as { code: string }).code,
    )
  const atOnce = await Promise.all(Array.from({ length: 25 }, order))
  expect(atOnce.filter((said) => said === 'open').length).toBeLessThanOrEqual(5)
  expect(new Set(atOnce.filter((said) => said !== 'open'))).toEqual(new Set(['too_many_tries']))
  const later: string[] = []
  for (let i = 0; i < 6; i++) later.push(await order())
  expect([...atOnce, ...later].filter((said) => said === 'open')).toHaveLength(5)
})
