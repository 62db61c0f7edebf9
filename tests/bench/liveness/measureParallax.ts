import type { Image } from '../../../shared/recognition/image.ts'
import { parallaxOf } from '../../../shared/recognition/liveness/parallaxOf.ts'
import type { Models } from '../../../shared/recognition/models.ts'
import { perceive } from '../../../shared/recognition/perceive.ts'
import { addSensorNoise } from '../../../tools/puppet/addSensorNoise.ts'
import { printOf } from '../../../tools/puppet/printOf.ts'
import { render } from '../../../tools/puppet/render.ts'
import { atRest, type Surface } from '../../../tools/puppet/surface.ts'
import type { Subject } from './actor.ts'

/** Degrees. */
const turns = [-30, -20, 20, 30]
const tilts = [-60, -45, -30, 30, 45, 60]

/** What the statistic says of heads that turn and of flat prints that are tilted: degrees, whatever the side. */
interface Measured {
  readonly heads: readonly number[]
  readonly prints: readonly number[]
  readonly summary: {
    heads: number
    prints: number
    areaUnderCurve: number
    headsAtTwenty: number
    greatestOfPrints: number
  }
}

/** Measures the turn that the parallax gives, on pixels: of heads turned by 20 and 30 degrees, and of prints tilted by 30 to 60. */
export async function measureParallax(models: Models, subjects: readonly Subject[], room: Image): Promise<Measured> {
  const look = async (surface: Surface, turn: number, axis: 'neck' | 'middle'): Promise<Float32Array | null> => {
    const image = render(surface, { ...atRest, turn }, room, { axis })
    addSensorNoise(image.data)
    return (await perceive(models, image)).landmarks
  }
  const measure = async (surface: Surface, degrees: readonly number[], axis: 'neck' | 'middle'): Promise<number[]> => {
    const straight = await look(surface, 0, axis)
    const found: number[] = []
    for (const turn of degrees) {
      const turned = await look(surface, turn, axis)
      if (straight && turned) found.push(Math.sign(turn) * parallaxOf(straight, turned).turn)
    }
    return found
  }
  const heads: number[] = []
  const prints: number[] = []
  for (const { head, photo, landmarks } of subjects) {
    heads.push(...(await measure(head, turns, 'neck')))
    prints.push(...(await measure(printOf(photo, landmarks), tilts, 'middle')))
  }
  const sorted = [...heads].sort((a, b) => a - b)
  const summary = {
    heads: heads.length,
    prints: prints.length,
    areaUnderCurve: mean(
      heads.map((head) => mean(prints.map((print) => (head > print ? 1 : head === print ? 0.5 : 0)))),
    ),
    headsAtTwenty: mean(heads.map((head) => (head >= 20 ? 1 : 0))),
    greatestOfPrints: Math.max(...prints),
    leastOfHeads: sorted[0] ?? NaN,
  }
  return { heads, prints, summary }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
