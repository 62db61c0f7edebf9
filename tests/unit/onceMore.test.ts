import { errors } from 'playwright'
import { describe, expect, it } from 'vitest'
import { NotSeen, onceMore, sentenceOf } from '../../tools/onceMore.ts'
import { refusal } from '../../tools/refusal.ts'

describe('a step of the story that may not be seen', () => {
  const notSeen = () => new NotSeen(refusal('Ada', 'movements_failed'))

  /** Plays a step that fails in these ways, one after the other, and then goes well. */
  async function play(...failures: readonly Error[]): Promise<{ end: unknown; times: number; said: string[] }> {
    let times = 0
    const said: string[] = []
    const action = () => {
      const failure = failures[times++]
      return failure === undefined ? Promise.resolve('signed in') : Promise.reject(failure)
    }
    const end = await onceMore(action, (sentence) => said.push(sentence)).catch((error: unknown) => error)
    return { end, times, said }
  }

  it('is played once where it goes well, and nothing is said of it', async () => {
    expect(await play()).toEqual({ end: 'signed in', times: 1, said: [] })
  })

  it('is played once more where it was not seen, and that is said', async () => {
    const { end, times, said } = await play(notSeen())
    expect([end, times, said.length]).toEqual(['signed in', 2, 1])
    expect(said[0]).toMatch(
      /^Ada was refused \(movements_failed\): .*may be too busy.* Once more, from the beginning\.$/,
    )
  })

  it('has failed when it was not seen twice', async () => {
    const last = notSeen()
    const { end, times, said } = await play(notSeen(), last)
    expect([times, said.length]).toEqual([2, 1])
    expect(end).toBe(last)
  })

  it('has failed at once by anything else', async () => {
    const other = new Error(refusal('Ada', 'not_recognised'))
    expect(await play(other)).toEqual({ end: other, times: 1, said: [] })
  })

  it('fails in words for a person, who is told that the computer may be too busy where it may be', () => {
    for (const late of [notSeen(), new errors.TimeoutError('Timeout 60000ms exceeded.')])
      expect(sentenceOf(late)).toMatch(
        /\nThis computer may be too busy .*: end what else runs on it, and start again\.$/,
      )
    expect(sentenceOf(new Error('Somebody else was let in'))).toBe('Somebody else was let in')
    expect(sentenceOf('gone')).toBe('gone')
  })
})
