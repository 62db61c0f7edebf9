import { beforeAll, describe, expect, it } from 'vitest'
import { scoreOf } from '../../shared/match/score.ts'
import type { Models } from '../../shared/recognition/models.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import { ratePerTry } from '../../shared/recognition/ratePerTry.ts'
import { train, type Classifier } from '../../shared/recognition/train.ts'
import { confirmByMatch } from '../bench/accuracy/confirmByMatch.ts'
import { loadRecognition } from './loadRecognition.ts'
import { embedPackaged, packagedFaces, samePerson } from './packagedFaces.ts'

/** One in a hundred thousand for a sign-in of three tries: what a verifier asks for when nothing else is said. */
const rate = ratePerTry(1e-5, 3)

let models: Models
let embeddings: Float32Array[]
let trainings: Classifier[]

beforeAll(async () => {
  const recognition = await loadRecognition()
  ;({ models } = recognition)
  embeddings = []
  for (const face of packagedFaces) embeddings.push(await embedPackaged(models, face))
  trainings = embeddings.map((embedding) => train([embedding], recognition.negatives, rate))
})

/** Whether a person enrolled with one photograph is recognised in another. */
function decision(enrolled: number, probed: number) {
  const { weights, acceptThreshold } = trainings[enrolled] ?? { weights: new Int32Array(), acceptThreshold: NaN }
  const signs = probeSigns(embeddings.slice(probed, probed + 1))
  const score = scoreOf(weights, signs)
  return { weights, signs, acceptThreshold, score, accepted: score >= acceptThreshold }
}

describe('of the faces in photographs that an npm package ships', () => {
  it('the woman in two of them is recognised in either, and nobody else by anybody', () => {
    const accepted: [number, number][] = []
    packagedFaces.forEach((_, enrolled) => {
      packagedFaces.forEach((_, probed) => {
        if (enrolled !== probed && decision(enrolled, probed).accepted) accepted.push([enrolled, probed])
      })
    })
    expect(accepted).toEqual([samePerson, samePerson.toReversed()])
  })

  it('the encrypted match decides the same: for that woman, and for everybody and who resembles her most', async () => {
    const [one, other] = samePerson
    const closest = packagedFaces.map((_, enrolled) => {
      const others = packagedFaces.flatMap((_, probed) => {
        const isSame = probed === enrolled || (samePerson.includes(enrolled) && samePerson.includes(probed))
        return isSame ? [] : decision(enrolled, probed)
      })
      return others.reduce((best, next) => (next.score > best.score ? next : best))
    })
    const decisions = [decision(one, other), decision(other, one), ...closest]
    expect(decisions.filter(({ accepted }) => accepted)).toHaveLength(2)
    expect(await confirmByMatch(decisions, () => undefined)).toBe(decisions.length)
  })

  it('the same photograph gives the same signs and the same template each time', async () => {
    const [face] = packagedFaces
    if (!face) throw new Error('There is no face')
    const again = await embedPackaged(models, face)
    expect(again).toEqual(embeddings[0])
    expect(probeSigns([again])).toEqual(decision(1, 0).signs)
  })
})
