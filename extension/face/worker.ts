import { serveOperations } from '../workers/serveOperations.ts'
import { faceOperations } from './operations.ts'

/** The networks have a thread of their own, so that the window answers while they run. */
serveOperations(faceOperations)
