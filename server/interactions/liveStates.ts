import type { InteractionState } from '../store/records.ts'

/** The states of a sign-in that can still end well. */
export const liveStates: readonly InteractionState[] = ['waiting', 'enrolled', 'matching']
