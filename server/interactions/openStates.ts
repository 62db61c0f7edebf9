import type { InteractionState } from '../store/records.ts'
import { liveStates } from './liveStates.ts'

/** The states of a sign-in in which a device may still prove itself: a new one also when the sign-in has ended well. */
export const openStates: readonly InteractionState[] = [...liveStates, 'authenticated']
