import { stanceFor } from '../../../tools/puppet/stanceFor.ts'
import { render } from '../../../tools/puppet/render.ts'
import type { Actor, Scene } from './actor.ts'
import { createPerformer, practised } from './createPerformer.ts'
import { askedIn } from './instruments.ts'

/** The person herself, who does what is asked. */
export function genuine({ subject, room, random }: Scene): Actor {
  const performer = createPerformer(random)
  return { frame: (time, shown) => render(subject.head, performer.stance(time, askedIn(shown)), room) }
}

/** The same person when she has done it before. */
export function genuinePractised({ subject, room, random }: Scene): Actor {
  const performer = createPerformer(random, stanceFor, practised)
  return { frame: (time, shown) => render(subject.head, performer.stance(time, askedIn(shown)), room) }
}
