import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { answerProbe } from '../../shared/match/answerProbe.ts'
import type { BoundMatch } from '../../shared/match/bindMatch.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { tagOf } from '../../shared/match/tag.ts'
import type { ToPrepare } from './prepareElsewhere.ts'
import { context, createPerson } from './world.ts'

test('what one thread prepares, another answers with, once', async () => {
  const person = createPerson(5)
  const { publicKey, template } = person
  const workerData: ToPrepare = { publicKey, template, acceptThreshold: 100 + person.parity }
  const worker = new Worker(new URL('./prepareElsewhere.ts', import.meta.url), { workerData })
  const [bound] = (await once(worker, 'message')) as [BoundMatch]
  await worker.terminate()
  const probe = encryptProbe(context, person.secretKey, person.look(0.9).signs)
  const { answers, token } = answerProbe(context, probe, bound)
  const transcript = new Uint8Array(192)
  expect(await openAnswers(context, person.secretKey, answers, transcript, await tagOf(transcript, token))).toEqual(
    token,
  )
  const spent = bound.halves.flatMap(({ cover, square, mask }) => [cover, square, mask])
  for (const bytes of spent) expect(bytes.buffer.detached).toBe(true)
  expect(() => answerProbe(context, probe, bound)).toThrow('second use')
})
