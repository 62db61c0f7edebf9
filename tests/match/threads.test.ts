import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { match } from '../../shared/match/match.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import type { PreparedMatch } from '../../shared/match/prepare.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { tagOf } from '../../shared/match/tag.ts'
import { context, createPerson } from './world.ts'

test('what one thread prepares, another matches with', async () => {
  const person = createPerson(5)
  const worker = new Worker(new URL('./prepareElsewhere.ts', import.meta.url), { workerData: person.publicKey })
  const [prepared] = (await once(worker, 'message')) as [PreparedMatch]
  await worker.terminate()
  const { answers, token } = match(context, {
    template: person.template,
    probe: encryptProbe(context, person.secretKey, person.look(0.9).signs),
    acceptThreshold: 100 + person.parity,
    prepared,
  })
  const transcript = new Uint8Array(192)
  expect(await openAnswers(context, person.secretKey, answers, transcript, await tagOf(transcript, token))).toEqual(
    token,
  )
})
