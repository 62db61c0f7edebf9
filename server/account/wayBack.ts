import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { WayBack } from '../roads/road.ts'

/** There is none: a check belongs to no browser, so that nobody is at its page. */
export const wayBack: WayBack = () => Promise.reject(new ZAuthError('interaction_unknown', 'a check has no page'))
